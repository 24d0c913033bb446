import Testing
import TrackingEvents

@testable import TrackingViews

/// A large page is answered from a filter's index, small ones by walking the order's: both have to say the same.
@Suite struct RunSearchPlanTests {
    let temporary: TemporaryViews
    private static let experiment = ExperimentID(1)
    private static let other = ExperimentID(2)
    private static let runCount = 400

    init() throws {
        temporary = try TemporaryViews()
        let script = EventScript(blockCount: 100)
        var random = SeededGenerator(seed: 3)
        for experiment in [Self.experiment, Self.other] {
            script.add(
                .experimentCreated(
                    ExperimentCreated(experiment: experiment, name: "\(experiment)", artifactLocation: .tree(path: "1"), tags: [])))
        }
        for number in 0..<Self.runCount {
            let run = RunID("run\(number)")
            script.add(
                .runCreated(
                    RunCreated(
                        run: run, experiment: number % 10 == 0 ? Self.other : Self.experiment, name: "n", userID: "",
                        startTime: Int64(number % 7),
                        artifactLocation: .tree(path: "1"), tags: [])))
            var metrics = MetricColumns()
            let value = [0, 1, 2, .nan, -5.5].randomElement(using: &random)!
            if number % 6 != 0 { metrics.append(MetricPoint(value: value, timestamp: 0, step: 0), to: MetricSeries(key: "m")) }
            let tag = Tag(key: "t", value: ["x", "y", "Z"].randomElement(using: &random)!)
            let params = number % 5 == 0 ? [] : [Param(key: "p", value: ["1", "10", "a"].randomElement(using: &random)!)]
            script.add(.runDataLogged(RunDataLogged(run: run, metrics: metrics, params: params, tags: [tag])))
            if number % 9 == 0 { script.add(.runTagRemoved(RunTagRemoved(run: run, key: "t"))) }
            if number % 11 == 0 { script.add(.runLifecycleChanged(RunLifecycleChanged(run: run, stage: .deleted))) }
        }
        try temporary.views.fold(from: script)
    }

    private static let orders: [[RunOrder]] = [
        [], [RunOrder(field: .metric("m"))], [RunOrder(field: .metric("m"), ascending: false), RunOrder(field: .param("p"))],
        [RunOrder(field: .param("p"))], [RunOrder(field: .param("p"), ascending: false)],
        [RunOrder(field: .tag("t")), RunOrder(field: .metric("m"))], [RunOrder(field: .tag("t"), ascending: false)],
        [RunOrder(field: .time(.startTime)), RunOrder(field: .tag("t"))], [RunOrder(field: .attribute(.id), ascending: false)],
    ]
    private static let conditions: [[RunCondition]] = [
        [], [.metric("m", NumberComparison(.notEqual, 1))], [.metric("m", NumberComparison(.greaterOrEqual, 0)), .param("p", .like("1%"))],
        [.tag("t", .isNull)], [.param("p", .isNull)], [.tag("t", .ilike("z")), .time(.startTime, IntegerComparison(.less, 5))],
        [.param("p", .equal("10"))], [.param("p", .equal("10")), .metric("m", NumberComparison(.less, 1.5))],
        [.param("p", .equal("a")), .tag("t", .equal("x"))],
    ]

    @Test(arguments: orders, conditions)
    func bothPlansAgree(_ order: [RunOrder], _ conditions: [RunCondition]) throws {
        for experiments in [[Self.experiment], [Self.other, Self.experiment]] {
            var search = RunSearch(experiments: experiments, conditions: conditions, order: order, limit: 10_000)
            let all = try temporary.views.read { try search.page(in: $0) }.rows
            #expect(all.count > 5 && Set(all).count == all.count)
            search.limit = 3
            for offset in [0, 1, 2, 3, 30, all.count - 4, all.count - 3, all.count - 1, all.count] {
                search.offset = offset
                let page = try temporary.views.read { try search.page(in: $0) }
                #expect(page.rows == Array(all.dropFirst(offset).prefix(3)), "at \(offset)")
                #expect(page.hasMore == (offset + 3 < all.count), "at \(offset)")
            }
        }
    }

    /// The settled conditions have to hold in each plan, and no others may be forgotten.
    @Test(arguments: orders)
    func settledConditionsHold(_ order: [RunOrder]) throws {
        let conditions: [RunCondition] = [.param("p", .equal("10")), .metric("m", NumberComparison(.less, 1.5)), .tag("t", .notEqual("x"))]
        var search = RunSearch(experiments: [Self.experiment], order: order, limit: 10_000)
        let all = try temporary.views.searchRuns(search).items
        search.conditions = conditions
        search.limit = 4
        let expected = all.filter { run in
            run.params.contains { $0.value == "10" } && run.metrics.contains { $0.point.value < 1.5 }
                && run.tags.contains { $0.key == "t" && $0.value != "x" }
        }
        #expect(expected.count > 8)
        for offset in [0, 4, 8] {
            search.offset = offset
            #expect(try temporary.views.searchRuns(search).items == Array(expected.dropFirst(offset).prefix(4)))
        }
    }

    /// Without this the test above might compare a plan with itself.
    @Test func smallPagesWalkTheOrder() throws {
        let search = RunSearch(experiments: [Self.experiment], order: [RunOrder(field: .metric("m"))], limit: 3)
        #expect(try temporary.views.read { try search.isOrderDriven(in: $0) })
        var large = search
        large.limit = 10_000
        #expect(try !temporary.views.read { try large.isOrderDriven(in: $0) })
    }
}
