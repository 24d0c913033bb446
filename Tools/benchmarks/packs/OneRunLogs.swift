import LogCheckpoints
import LogPositions
import SegmentLog
import TrackingEvents
import TrackingStore

/// Writes logs as processes of one run each leave them, without asking the store: each names the one before, holds a run with params, tags and
/// 100 metric points, and is closed.
struct OneRunLogs {
    let path: String
    let store: StoreID
    let key: StoreKey
    private let startTime: Int64 = 1_700_000_000_000

    init(path: String, store: StoreID, key: StoreKey) {
        self.path = path
        self.store = store
        self.key = key
    }

    func write(_ count: Int) throws {
        var random = SystemRandomNumberGenerator()
        var before: LogHead?
        for number in 0..<count {
            let (log, identity) = LogIdentityProof.makeIdentity(for: key, using: &random)
            let directory = "\(path)/logs/\(log)"
            let writer = try LogWriter.create(
                in: directory, identity: identity, options: LogOptions(label: Array("tracking".utf8)), storage: FileStorage())
            var records: [LogRecord] = []
            for payload in payloads(number, before) { records.append(record(payload, number, records.count, &random)) }
            try writer.append(records)
            try writer.close()
            try ClosedLog.removeLockFile(in: directory, storage: FileStorage())
            before = LogHead(log: log, extent: LogExtent(size: UInt64(records.count)))
        }
    }

    private func payloads(_ number: Int, _ before: LogHead?) -> [EventPayload] {
        let run = RunID(String(repeating: "0", count: 32 - String(number).count) + String(number))
        let opened = LogOpened(
            store: store, publicKey: key.publicKey, host: "node-\(number % 64).cluster", bootID: "5f0c2f2c-0000", processID: UInt32(number),
            softwareVersion: "0.1.0", heads: before.map { [$0] } ?? [])
        let created = RunCreated(
            run: run, experiment: .default, name: "run \(number)", userID: "me", startTime: startTime + Int64(number),
            artifactLocation: .tree(path: "0/\(run)/artifacts"), tags: [Tag(key: "mlflow.source.name", value: "train.py")])
        var metrics = MetricColumns()
        let series = metrics.seriesIndex(for: MetricSeries(key: "loss"))
        for step in 0..<100 {
            metrics.append(
                MetricPoint(value: 1 / Double(step + number % 7 + 1), timestamp: startTime + Int64(step), step: Int64(step)),
                seriesIndex: series)
        }
        let params = (0..<10).map { Param(key: "param\($0)", value: "\(number % 10 * $0)") }
        let logged = RunDataLogged(run: run, metrics: metrics, params: params, tags: [])
        let ended = RunUpdated(run: run, status: .finished, endTime: startTime + Int64(number) + 60_000)
        return [.logOpened(opened), .runCreated(created), .runDataLogged(logged), .runUpdated(ended)]
    }

    private func record(
        _ payload: EventPayload, _ number: Int, _ index: Int, _ random: inout SystemRandomNumberGenerator
    ) -> LogRecord {
        let milliseconds = startTime + Int64(number) * 10 + Int64(index)
        let head = EventHead(
            type: payload.type, stamp: HybridTimestamp(milliseconds: UInt64(milliseconds), counter: 0), wallClockMilliseconds: milliseconds,
            actor: Actor(name: "me"), agent: Agent(client: "benchmark/1", host: "here", processID: UInt32(number)),
            entities: payload.entities)
        let nonce = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
        return LogRecord(head: EventCodec.encodeHead(head), body: EventCodec.encodeBody(nonce: nonce, reason: nil, payload: payload))
    }
}
