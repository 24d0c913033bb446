import Foundation
import Testing
import TrackingEvents

/// How quick the codec is, printed; only when asked for, and only worth reading from a release build:
/// `CAIRN_MEASURE=1 CAIRN_ONLY=TrackingEvents swift test -c release -Xswiftc -enable-testing --filter EventCodecSpeed`
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["CAIRN_MEASURE"] == "1"))
struct EventCodecSpeed {
    private func measure(_ what: String, points: Int, rounds: Int = 20_000, _ work: () throws -> Int) rethrows {
        var best = Int.max
        var total = 0
        for _ in 0..<5 {
            let start = Self.threadNanoseconds()
            for _ in 0..<(rounds / points) { total &+= try work() }
            best = min(best, Self.threadNanoseconds() - start)
        }
        let perCall = Double(best) / Double(rounds / points)
        print("\(what): \(Int(perCall)) ns a call, \(Int(Double(points) * 1e9 / perCall)) points/s (\(total & 1))")
    }

    /// The processor's time, so that a busy machine disturbs less.
    private static func threadNanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    private func batch(_ count: Int, keys: Int) -> EventSample {
        var columns = MetricColumns()
        let indices = (0..<keys).map { columns.seriesIndex(for: MetricSeries(key: "metric-\($0)")) }
        for step in 0..<count {
            let point = MetricPoint(value: Double(step) * 0.37, timestamp: 1_700_000_000_000 + Int64(step * 3), step: Int64(step / keys))
            columns.append(point, seriesIndex: indices[step % keys])
        }
        return EventSample(.runDataLogged(RunDataLogged(run: Sample.run, metrics: columns, params: [], tags: [])))
    }

    @Test func logMetric() throws {
        let sample = batch(1, keys: 1)
        let (head, body) = (sample.headBytes, sample.bodyBytes)
        print("log-metric: head \(head.count) bytes, body \(body.count) bytes")
        measure("log-metric, head, encode", points: 1) { sample.headBytes.count }
        measure("log-metric, body, encode", points: 1) { sample.bodyBytes.count }
        try measure("log-metric, head, decode", points: 1) { try EventCodec.decodeHead(head).entities.count }
        try measure("log-metric, body, decode", points: 1) { try EventCodec.decodeBody(body, type: .runDataLogged).payload == nil ? 0 : 1 }
    }

    @Test(arguments: [1, 10]) func logBatch(keys: Int) throws {
        let sample = batch(1_000, keys: keys)
        let body = sample.bodyBytes
        print("1,000 points, \(keys) keys: body \(body.count) bytes")
        measure("1,000 points, \(keys) keys, encode", points: 1_000, rounds: 2_000_000) { sample.bodyBytes.count }
        try measure("1,000 points, \(keys) keys, decode", points: 1_000, rounds: 2_000_000) {
            try EventCodec.decodeBody(body, type: .runDataLogged).payload == nil ? 0 : 1
        }
    }
}
