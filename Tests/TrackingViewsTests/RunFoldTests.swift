import LogPositions
import Testing
import TrackingEvents

@testable import TrackingViews

@Suite struct RunFoldTests {
    let temporary: TemporaryViews
    var views: TrackingViews { temporary.views }
    let script = FiveRuns.script()

    init() throws { temporary = try TemporaryViews() }

    private func log(_ key: String, _ points: [(step: Int64, timestamp: Int64, value: Double)], of run: String = "D") {
        var columns = MetricColumns()
        for point in points {
            columns.append(MetricPoint(value: point.value, timestamp: point.timestamp, step: point.step), to: MetricSeries(key: key))
        }
        script.add(.runDataLogged(RunDataLogged(run: RunID(run), metrics: columns, params: [], tags: [])))
    }

    private func document(_ run: String = "D") throws -> RunDocument {
        try views.fold(from: script)
        return try #require(try views.runDocument(RunID(run)))
    }

    @Test func showsARun() throws {
        let run = try document("A")
        #expect(run.status == .finished && run.endTime == 900 && run.startTime == 100 && run.stage == .active)
        #expect(run.artifactLocation == .tree(path: "7/A/artifacts"))
        #expect(run.params == [Param(key: "p", value: "abc")])
        #expect(run.tags == [Tag(key: "a b", value: "x"), Tag(key: "mlflow.runName", value: "run A")])
        #expect(run.metrics.map(\.series.key) == ["m"])
        let inputs = try #require(try views.runDocument(RunID("C"))).datasetInputs
        #expect(inputs.map(\.dataset.name) == ["iris"] && inputs[0].tags.map(\.value) == ["train"])
    }

    @Test func takesTheLatestByStepThenTimestampThenValue() throws {
        log("late", [(1, 10, 7), (0, 20, 9)])
        log("one", [(0, 1, 1), (0, 1, .nan)])
        log("other", [(0, 1, .nan)])
        log("other", [(0, 1, 1)])
        log("negative", [(0, 1, -1), (0, 1, .nan)])
        let latest = Dictionary(uniqueKeysWithValues: try document().metrics.map { ($0.series.key, $0.point.value) })
        #expect(latest["late"] == 7 && latest["one"] == 1 && latest["other"] == 1)
        #expect(latest["negative"]?.isNaN == true)
    }

    @Test func countsEachPointOnceAndOrdersByTimestampStepValue() throws {
        log("h", [(2, 30, 1), (1, 10, 5), (1, 10, 4), (0, 10, 9)])
        try views.fold(from: script)
        log("h", [(1, 10, 5), (2, 30, 1), (7, 20, 0)])
        try views.fold(from: script)
        let history = try views.metricHistory(run: RunID("D"), key: "h")
        #expect(history.items.map(\.point.value) == [9, 4, 5, 0, 1])
        var paged: [Double] = []
        for offset in 0..<5 {
            let page = try views.metricHistory(run: RunID("D"), key: "h", limit: 1, offset: offset)
            paged += page.items.map(\.point.value)
            #expect(page.hasMore == (offset < 4))
        }
        #expect(paged == [9, 4, 5, 0, 1])
        #expect(try views.metricHistory(run: RunID("nobody"), key: "h").items.isEmpty)
    }

    @Test(arguments: [1, 7, 511, 512, 513, 5_000])
    func keepsLongSeries(_ batch: Int) throws {
        let count = batch == 1 ? 1_500 : 10_000
        for start in stride(from: 0, to: count, by: batch) {
            log("long", (start..<min(start + batch, count)).map { (Int64($0), Int64($0 / 3), Double($0) / 7) })
            if batch < 100, start % (batch * 100) != 0 { continue }
            try views.fold(from: script)
        }
        try views.fold(from: script)
        let all = try views.metricHistory(run: RunID("D"), key: "long")
        #expect(all.items.map(\.point.step) == (0..<Int64(count)).map { $0 })
        #expect(all.items.last?.point.value == Double(count - 1) / 7)
        let page = try views.metricHistory(run: RunID("D"), key: "long", limit: 10, offset: count - 1_000)
        #expect(page.items.map(\.point.step) == (count - 1_000..<count - 990).map { Int64($0) } && page.hasMore)
    }

    @Test func keepsTheFirstParamAndTheNameWithItsTag() throws {
        script.add(
            .runDataLogged(RunDataLogged(run: RunID("D"), metrics: MetricColumns(), params: [Param(key: "k", value: "1")], tags: [])))
        script.add(
            .runDataLogged(RunDataLogged(run: RunID("D"), metrics: MetricColumns(), params: [Param(key: "k", value: "2")], tags: [])))
        script.add(.runUpdated(RunUpdated(run: RunID("D"), name: "zz")))
        var run = try document()
        #expect(run.params == [Param(key: "k", value: "1")])
        #expect(run.name == "zz" && run.tags.last?.value == "zz")
        script.add(.runTagRemoved(RunTagRemoved(run: RunID("D"), key: "mlflow.runName")))
        run = try document()
        #expect(run.name == "zz" && run.tags.map(\.key) == ["a b"])
        script.add(
            .runDataLogged(
                RunDataLogged(run: RunID("D"), metrics: MetricColumns(), params: [], tags: [Tag(key: "mlflow.runName", value: "yy")])))
        #expect(try document().name == "yy")
    }

    @Test func keepsTheValuesThatCameTooLateAsConflicts() throws {
        func param(_ value: String, at milliseconds: UInt64, log: UInt64) -> Position {
            script.add(
                .runDataLogged(
                    RunDataLogged(run: RunID("D"), metrics: MetricColumns(), params: [Param(key: "k", value: value)], tags: [])),
                log: log, at: milliseconds)
        }
        let late = param("late", at: 9_000, log: 2)
        try views.fold(from: script)
        #expect(try views.paramConflicts(of: RunID("D")).isEmpty)
        _ = param("early", at: 8_000, log: 3)
        _ = param("early", at: 9_500, log: 3)
        #expect(try document().params == [Param(key: "k", value: "early")])
        #expect(
            try views.paramConflicts(of: RunID("D")) == [
                ParamConflict(key: "k", keptValue: "early", lostValue: "late", position: late)
            ])
    }

    @Test func showsWhatArrivedBeforeTheRunOnceTheRunIsThere() throws {
        var columns = MetricColumns()
        columns.append(MetricPoint(value: 3, timestamp: 1, step: 1), to: MetricSeries(key: "early"))
        script.add(.runDataLogged(RunDataLogged(run: RunID("F"), metrics: columns, params: [], tags: [])), log: 0)
        try views.fold(from: script)
        #expect(try views.runDocument(RunID("F")) == nil)
        #expect(try views.run(RunID("F")) == nil)
        script.add(
            .runCreated(
                RunCreated(
                    run: RunID("F"), experiment: FiveRuns.experiment, name: "f", userID: "", startTime: 1,
                    artifactLocation: .elsewhere(uri: "s3://b/x"),
                    tags: [])))
        #expect(try document("F").metrics.map(\.point.value) == [3])
    }

    @Test func deletingAnExperimentTakesItsRunsAlong() throws {
        script.add(.runLifecycleChanged(RunLifecycleChanged(run: RunID("A"), stage: .deleted)))
        script.add(.experimentLifecycleChanged(ExperimentLifecycleChanged(experiment: FiveRuns.experiment, stage: .deleted)))
        #expect(try document("B").stage == .deleted)
        #expect(try views.experiment(FiveRuns.experiment)?.stage == .deleted)
        #expect(try views.searchRuns(RunSearch(experiments: [FiveRuns.experiment])).items.isEmpty)
        script.add(.experimentLifecycleChanged(ExperimentLifecycleChanged(experiment: FiveRuns.experiment, stage: .active)))
        #expect(try document("A").stage == .active)
    }

    @Test func findsFactsAndPositions() throws {
        let position = script.add(
            .runDataLogged(RunDataLogged(run: RunID("D"), metrics: MetricColumns(), params: [Param(key: "k", value: "1")], tags: [])),
            request: "r1")
        script.add(.runTagRemoved(RunTagRemoved(run: RunID("D"), key: "gone")), request: "r1")
        try views.fold(from: script)
        #expect(try views.params(of: RunID("D"), among: ["k", "absent"]) == ["k": "1"])
        #expect(try views.tags(of: RunID("D"), among: ["a b"]) == ["a b": "y"])
        #expect(try views.event(ofRequest: RequestID("r1"))?.position == position)
        #expect(try views.event(ofRequest: RequestID("r2")) == nil)
        let positions = try views.positions(of: .run(RunID("D")))
        #expect(positions.count == 4 && positions == positions.sorted() && positions.contains(position))
        #expect(try views.positions(of: .experiment(FiveRuns.experiment)).count == 6)
    }
}
