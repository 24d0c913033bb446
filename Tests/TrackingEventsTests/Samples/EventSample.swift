import ContentHashing
import LogPositions
import TrackingEvents

/// An event whose bytes are kept as a golden file under `Fixtures/v1/<name>.txt`.
struct EventSample: Sendable, CustomStringConvertible {
    var name: String
    var head: EventHead
    var reason: String?
    var payload: EventPayload

    var description: String { name }

    static let nonce = [UInt8](0..<16)

    var headBytes: [UInt8] { EventCodec.encodeHead(head) }
    var bodyBytes: [UInt8] { EventCodec.encodeBody(nonce: Self.nonce, reason: reason, payload: payload) }

    /// An event as most are: asserted actor, no reason, no request ID.
    init(_ payload: EventPayload, reason: String? = nil) { self.init(payload.type.description, payload, reason: reason) }

    init(_ name: String, _ payload: EventPayload, reason: String? = nil) {
        self.name = name
        self.payload = payload
        self.reason = reason
        head = EventHead(
            type: payload.type, stamp: HybridTimestamp(milliseconds: 1_700_000_000_123, counter: 7),
            wallClockMilliseconds: 1_700_000_000_120, actor: Actor(name: "ada"),
            agent: Agent(client: "mlflow-python-client/3.17.2", host: "node-17", processID: 4_242), entities: payload.entities)
    }

    func with(_ change: (inout EventHead) -> Void) -> EventSample {
        var copy = self
        change(&copy.head)
        return copy
    }
}

/// The names that the samples speak of.
enum Sample {
    static let run = RunID("00112233445566778899aabbccddeeff")
    static let parentRun = RunID("ffeeddccbbaa99887766554433221100")
    static let importedRun = RunID("Run-Of-Another-System")
    static let loggedModel = LoggedModelID("m-0f1e2d3c4b5a69788796a5b4c3d2e1f0")
    static let experiment = ExperimentID(123_456_789_012_345)
    static let registeredModel = RegisteredModelID.derived(fromName: "fraud", counter: 0)
    static let log = LogID(bytes: (0..<16).map { 0xf0 - $0 })
    static let version = ModelVersionID(creation: Position(log: log, sequence: SequenceNumber(300)))
    static let olderVersion = ModelVersionID(creation: Position(log: log, sequence: SequenceNumber(2)))
    static let store = StoreID("a0b1c2d3e4f5061728394a5b6c7d8e9f")
    static let tags = [Tag(key: "team", value: "risk"), Tag(key: "note", value: "größer\nals 😀"), Tag(key: "empty", value: "")]
    static let blob = BlobReference(
        digest: SHA256.digest([1, 2, 3]), byteCount: 3_000_000_000, pieceRoot: SHA256.digest([4]))
    static let tree = ArtifactLocation.tree(path: "12/00112233445566778899aabbccddeeff/artifacts")
    static let heads = [
        LogHead(log: log, extent: LogExtent(size: 12, root: SHA256.digest([5]))),
        LogHead(log: LogID(high: 0, low: 1), extent: LogExtent(size: 0)),
    ]

    static var metrics: MetricColumns {
        var columns = MetricColumns()
        let onData = MetricSeries(key: "auc", model: loggedModel, datasetName: "train", datasetDigest: "9f8e")
        for step in 0..<4 {
            let time = 1_700_000_000_000 + Int64(step) * 250
            columns.append(MetricPoint(value: 1 / Double(step + 1), timestamp: time, step: Int64(step)), to: MetricSeries(key: "loss"))
            columns.append(MetricPoint(value: Double(step) * 0.1, timestamp: time, step: Int64(step)), to: onData)
        }
        return columns
    }

    static var extremeMetrics: MetricColumns {
        var columns = MetricColumns()
        let series = MetricSeries(key: "x")
        for (value, number) in [
            (-0.0, Int64.min), (.infinity, .max), (.leastNonzeroMagnitude, 0), (-1.7976931348623157e308, .min), (1, .max),
        ] {
            columns.append(MetricPoint(value: value, timestamp: number, step: -number.magnitudeOrZero), to: series)
        }
        return columns
    }
}

extension Int64 {
    /// The magnitude where that is an Int64, else 0.
    fileprivate var magnitudeOrZero: Int64 { Int64(exactly: magnitude) ?? 0 }
}
