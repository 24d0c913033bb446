import Testing
import TrackingEvents

/// Bytes that nobody vouches for: whatever they are, they decode to something or throw, and the error says where.
@Suite struct DamagedEventTests {
    @Test(arguments: EventSample.all)
    func everyTruncationDecodesOrThrows(_ sample: EventSample) {
        let (head, body) = (sample.headBytes, sample.bodyBytes)
        for length in 0..<head.count { expectEventOrPlace { try EventCodec.decodeHead(Array(head.prefix(length))) } }
        for length in 0..<body.count {
            expectEventOrPlace { try EventCodec.decodeBody(Array(body.prefix(length)), type: sample.head.type) }
        }
    }

    @Test(arguments: EventSample.all)
    func everyChangeOfOneByteDecodesOrThrows(_ sample: EventSample) {
        // All 255 other values for one rich sample; bit flips and the extremes, which steer tags, lengths and varints, for the others.
        let isRich = sample.name == "RunDataLogged"
        changeEachByte(of: sample.headBytes, exhaustively: isRich) { try EventCodec.decodeHead($0) }
        changeEachByte(of: sample.bodyBytes, exhaustively: isRich) { try EventCodec.decodeBody($0, type: sample.head.type) }
    }

    @Test func everyTypeReadsEveryOtherTypesBytesOrThrows() {
        for sample in EventSample.all {
            let body = sample.bodyBytes
            for type in EventType.names.keys { expectEventOrPlace { try EventCodec.decodeBody(body, type: type) } }
        }
    }

    @Test func randomBytesDecodeOrThrow() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            expectEventOrPlace { try EventCodec.decodeHead(bytes) }
            let body = EventCodec.encodeBody(
                nonce: EventSample.nonce, reason: nil, payload: .unknown(EventType(rawValue: 999), payload: bytes))
            for type in EventType.names.keys { expectEventOrPlace { try EventCodec.decodeBody(body, type: type) } }
        }
    }

    @Test func lengthThatPromisesMoreThanThereIsAllocatesNothing() {
        // Payload of 2^62 bytes; then a packed column that claims as many.
        let hugePayload: [UInt8] = [0x0a, 16] + EventSample.nonce + [0x1a, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40]
        #expect(throws: EventDecodingError(.malformed, in: .body, byteOffset: 18)) {
            try EventCodec.decodeBody(hugePayload, type: .runDataLogged)
        }
        let hugeColumn: [UInt8] = [0x12, 0x0a, 0x1a, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40]
        let body = EventCodec.encodeBody(
            nonce: EventSample.nonce, reason: nil, payload: .unknown(EventType(rawValue: 999), payload: hugeColumn))
        #expect(throws: EventDecodingError.self) { try EventCodec.decodeBody(body, type: .runDataLogged) }
    }

    private func changeEachByte(of bytes: [UInt8], exhaustively: Bool, _ decode: ([UInt8]) throws -> some Any) {
        for index in bytes.indices {
            let original = bytes[index]
            let some = (0..<8).map { original ^ (1 << UInt8($0)) } + [0x00, 0x7f, 0x80, 0xff]
            for value in exhaustively ? Array(0...255) : some {
                var changed = bytes
                changed[index] = value
                expectEventOrPlace { try decode(changed) }
            }
        }
    }

    /// Decoding gives something or throws an error that names a field or a byte, or at least the message that is malformed within.
    private func expectEventOrPlace(_ decode: () throws -> some Any) {
        do {
            _ = try decode()
        } catch let error as EventDecodingError {
            if error.field == nil && error.code != .malformed { Issue.record("no place: \(error)") }
        } catch {
            Issue.record("another error: \(error)")
        }
    }
}
