import ContentHashing
import LogPositions
import Testing
import TrackingEvents

@Suite struct EventCodecTests {
    private func roundTrip(_ payload: EventPayload) throws -> EventPayload? {
        let bytes = EventCodec.encodeBody(nonce: EventSample.nonce, reason: nil, payload: payload)
        return try EventCodec.decodeBody(bytes, type: payload.type).payload
    }

    @Test func reasonIsKeptApartFromNoReason() throws {
        for reason in [nil, "", "because\u{0}"] {
            let bytes = EventCodec.encodeBody(nonce: EventSample.nonce, reason: reason, payload: .context(Context(heads: [])))
            #expect(try EventCodec.decodeBody(bytes, type: .context).reason == reason)
        }
    }

    @Test func erasedBodyLeavesTheHeadAndTheHash() throws {
        let sample = EventSample.all[0]
        let position = Position(log: Sample.log, sequence: SequenceNumber(4))
        let event = try EventCodec.decode(position: position, head: sample.headBytes, erasedBodyHash: SHA256.digest(sample.bodyBytes))
        #expect(event.head == sample.head)
        #expect(event.body == .erased(bodyHash: SHA256.digest(sample.bodyBytes)))
        #expect(event.body.payload == nil)
        #expect(event.order == EventOrder(stamp: sample.head.stamp, position: position))
    }

    @Test func laterSchemaVersionOfAKnownTypeIsKeptAsUnknown() throws {
        let payload = EventPayload.unknown(.runCreated, payload: [9, 9, 9])
        let bytes = EventCodec.encodeBody(nonce: EventSample.nonce, reason: nil, payload: payload)
        #expect(try EventCodec.decodeBody(bytes, type: .runCreated, schemaVersion: 2).payload == payload)
        #expect(throws: EventDecodingError.self) { try EventCodec.decodeBody(bytes, type: .runCreated) }
    }

    @Test func fieldsOfLaterReleasesArePassedOver() throws {
        let later: [UInt8] = [0xf8, 0x3f, 0x01, 0xfa, 0x3f, 0x02, 0x61, 0x62]  // field 1023: a varint, then two bytes
        let sample = EventSample.all[0]
        #expect(try EventCodec.decodeHead(sample.headBytes + later) == sample.head)
        #expect(try EventCodec.decodeBody(sample.bodyBytes + later, type: sample.head.type).payload == sample.payload)
    }

    @Test func errorsNameTheFieldAndTheByte() {
        let noRun = EventCodec.encodeBody(
            nonce: EventSample.nonce, reason: nil, payload: .unknown(EventType(rawValue: 999), payload: [0x12, 0x01, 0x6b]))
        #expect(throws: EventDecodingError(.missing, in: .payload(.runTagRemoved), field: "run")) {
            try EventCodec.decodeBody(noRun, type: .runTagRemoved)
        }
        #expect(throws: EventDecodingError(.missing, in: .head, field: "type")) { try EventCodec.decodeHead([]) }
        #expect(throws: EventDecodingError(.malformed, in: .head, byteOffset: 4)) {
            try EventCodec.decodeHead([0x08, 10, 0x10, 1, 0x2a, 5])
        }
        #expect(throws: EventDecodingError(.invalid, in: .body, field: "nonce")) {
            try EventCodec.decodeBody([0x0a, 1, 7], type: .context)
        }
        #expect(throws: EventDecodingError(.missing, in: .head, field: "authenticating_store")) {
            try EventCodec.decodeHead([0x08, 10, 0x10, 1, 0x3a, 1, 0x61])
        }
    }

    @Test func unknownEnumValueIsAnErrorAndNotAGuess() {
        let sample = EventSample(.runUpdated(RunUpdated(run: RunID("r"), status: .killed)))
        var body = sample.bodyBytes
        #expect(body.last == 5)
        body[body.count - 1] = 77
        #expect(throws: EventDecodingError(.invalid, in: .payload(.runUpdated), field: "status")) {
            try EventCodec.decodeBody(body, type: .runUpdated)
        }
    }

    @Test func notANumberKeepsItsBits() throws {
        var columns = MetricColumns()
        let patterns: [UInt64] = [0x7ff8_0000_0000_0000, 0xfff8_0000_0000_0001, 0x7ff0_0000_0000_0001]
        for bits in patterns {
            columns.append(MetricPoint(value: Double(bitPattern: bits), timestamp: 1, step: 0), to: MetricSeries(key: "loss"))
        }
        let decoded = try roundTrip(.runDataLogged(RunDataLogged(run: Sample.run, metrics: columns, params: [], tags: [])))
        guard case .runDataLogged(let data) = decoded else {
            Issue.record("\(String(describing: decoded))")
            return
        }
        #expect(data.metrics.values.map(\.bitPattern) == patterns)
    }

    @Test func identifiersOfEveryFormComeBackAsTheyWere() throws {
        let digits = "0123456789abcdef0123456789abcdef"
        let texts = [
            digits, String(repeating: "0", count: 32), digits.uppercased(), "m-" + digits, "m-" + digits.uppercased(), "", "m-",
            String(digits.dropLast()),
            digits + "0", "Zürich", "m-é" + digits.dropFirst(2),
        ]
        for text in texts {
            let payload = EventPayload.runOutputsLogged(
                RunOutputsLogged(run: RunID(text), models: [ModelOutput(model: LoggedModelID(text), step: 0)]))
            #expect(try roundTrip(payload) == payload)
            let head = EventSample(payload).head
            #expect(try EventCodec.decodeHead(EventCodec.encodeHead(head)) == head)
        }
    }

    @Test func runOf32DigitsTakesSixteenBytes() {
        func byteCount(_ run: RunID) -> Int {
            EventCodec.encodeBody(
                nonce: EventSample.nonce, reason: nil, payload: .runLifecycleChanged(RunLifecycleChanged(run: run, stage: .active))
            ).count
        }
        #expect(byteCount(RunID("00112233445566778899aabbccddeefF")) - byteCount(Sample.run) == 16)
    }

    @Test(arguments: 0..<200) func randomDataComesBackAsItWas(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let payload = EventPayload.runDataLogged(
            RunDataLogged(run: random.run(), metrics: random.metrics(), params: random.tags(), tags: random.tags()))
        #expect(try roundTrip(payload) == payload)
        let position = ModelVersionID(
            creation: Position(log: LogID(high: random.next(), low: random.next()), sequence: SequenceNumber(random.next())))
        let version = EventPayload.stageChanged(
            StageChanged(
                model: RegisteredModelID(random.text()), version: position,
                stage: ModelStage.allCases.randomElement(using: &random) ?? .none,
                archived: [position]))
        #expect(try roundTrip(version) == version)
    }
}

extension SplitMix64 {
    fileprivate mutating func text() -> String {
        let alphabet: [Character] = ["a", "Z", "0", "/", "\u{0}", "é", "😀", " ", "\n", "."]
        return String((0..<Int.random(in: 0...12, using: &self)).map { _ in alphabet.randomElement(using: &self) ?? "a" })
    }

    fileprivate mutating func run() -> RunID {
        Bool.random(using: &self)
            ? RunID(text()) : RunID((0..<32).map { _ in "0123456789abcdef".randomElement(using: &self).map(String.init) ?? "" }.joined())
    }

    fileprivate mutating func tags() -> [TrackingEvents.Tag] {
        (0..<Int.random(in: 0...4, using: &self)).map { _ in TrackingEvents.Tag(key: text(), value: text()) }
    }

    fileprivate mutating func metrics() -> MetricColumns {
        var columns = MetricColumns()
        let keys = (0...3).map { "\($0)" + text() }
        for _ in 0..<Int.random(in: 0...50, using: &self) {
            let anyBits = Double(bitPattern: next())
            let point = MetricPoint(
                value: anyBits.isNaN ? 0 : anyBits, timestamp: Int64(bitPattern: next()),
                step: Int64(bitPattern: next() >> UInt64.random(in: 0...63, using: &self)))
            columns.append(
                point, to: MetricSeries(key: keys.randomElement(using: &self) ?? "", datasetName: Bool.random(using: &self) ? text() : nil))
        }
        return columns
    }
}
