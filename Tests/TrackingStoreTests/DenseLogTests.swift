import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

/// A store's closed logs, rewritten: what that saves on real events, and that they stay what they were.
@Suite struct DenseLogTests {
    let directory = TemporaryDirectory()

    /// Runs that log in turns, a point at a time and in batches, as training scripts do.
    private func train(_ store: TestStore) throws {
        let experiment = try store.perform(.never) { try $0.create("dense") }
        var random: UInt64 = 11
        func unit() -> Double {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(random >> 11) / 9_007_199_254_740_992
        }
        let runs = try (0..<8).map { _ in try store.perform(.never) { try $0.start(in: experiment.id) }.id }
        let keys = ["loss", "val_loss", "accuracy", "lr", "grad_norm", "f1", "auc", "rmse", "epoch_s", "tokens_s"]
        var last: CommitTicket?
        for step in 0..<2500 {
            let value = Double(Float(2 / (1 + Double(step) / 500) + unit() / 20))
            last = try store.commands.log(runs[step % 8], metric: keys[step % 10], value, step: Int64(step)).ticket
            guard step % 10 == 0 else { continue }
            var metrics = MetricColumns()
            for point in 0..<40 {
                metrics.append(
                    MetricPoint(
                        value: Double(Float(unit())), timestamp: Int64(1_767_225_600_000 + step * 50), step: Int64(step + point / 4)),
                    to: MetricSeries(key: keys[point % 4]))
            }
            let params = [Param(key: "warmup_steps_\(step)", value: "\(step)"), Param(key: "optimizer_\(step)", value: "adamw")]
            last = try store.commands.logData(run: runs[step % 8], metrics: metrics, params: params, tags: [], by: TestStore.origin).ticket
        }
        try last?.wait()
    }

    @Test func sealedSegmentsTakeTwoFifthsOfTheirEvents() throws {
        let store = try TestStore(at: directory.path)
        try train(store)
        try store.fold()
        let events = store.facts.events
        try store.directory.close()
        let storage = FileStorage()
        let paths = Set(events.map(\.position.log)).map { directory.path(of: "logs/\($0)") }
        let roots = try paths.map { try LogVerification.verify(directory: $0, storage: storage).root }
        let maintained = try TestStore(at: directory.path)
        let rewriting = try #require(try maintained.directory.maintenance(.whole).rewriteLogs())
        #expect(rewriting.refused == [] && rewriting.rewrittenSegmentCount > 0)
        try maintained.directory.close()
        #expect(try paths.map { try LogVerification.verify(directory: $0, storage: storage).root } == roots)
        let (before, after) = (rewriting.byteCountBefore, rewriting.byteCountAfter)
        var content: UInt64 = 0
        for path in paths {
            let report = try LogRewriting.rewrite(directory: path, storage: storage)
            #expect(report.segments.allSatisfy { $0.outcome == .denseAlready }, "a second time there is nothing to do")
            content += report.contentByteCount
        }
        print("sealed segments: \(content) bytes of events in \(before) bytes, rewritten in \(after): \(after * 1000 / content) per mille")
        #expect(after * 10 <= content * 4)
        let again = try TestStore(at: directory.path)
        try again.fold()
        #expect(again.facts.events.map(\.position) == events.map(\.position))
        #expect(again.facts.events.map(\.head) == events.map(\.head))
        try again.directory.close()
    }
}
