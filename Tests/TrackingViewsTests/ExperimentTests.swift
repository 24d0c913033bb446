import Testing
import TrackingEvents

@testable import TrackingViews

@Suite struct ExperimentTests {
    let temporary: TemporaryViews
    let script = EventScript()
    var views: TrackingViews { temporary.views }

    init() throws {
        temporary = try TemporaryViews()
        for (id, name) in [(UInt64(20), "Alpha"), (3, "beta"), (100, "alpha two")] {
            script.add(
                .experimentCreated(
                    ExperimentCreated(
                        experiment: ExperimentID(id), name: name, artifactLocation: .tree(path: "\(id)"),
                        tags: id == 3 ? [] : [Tag(key: "k", value: name)])))
        }
    }

    private func found(_ conditions: [ExperimentCondition], view: ViewSelection = .active, order: [ExperimentOrder] = []) throws -> [UInt64]
    {
        try views.fold(from: script)
        return try views.searchExperiments(ExperimentSearch(conditions: conditions, view: view, order: order)).items.map(\.id.rawValue)
    }

    @Test func searches() throws {
        #expect(try found([]) == [100, 3, 20])
        #expect(try found([.name(.ilike("alpha%"))]) == [100, 20])
        #expect(try found([.name(.like("alpha%"))]) == [100])
        #expect(try found([.id(.isIn(["3", "20", "x"]))]) == [3, 20])
        #expect(try found([.id(.notEqual("3"))]) == [100, 20])
        #expect(try found([.tag("k", .isNull)]) == [3])
        #expect(try found([.tag("k", .notEqual("Alpha"))]) == [100])
        #expect(try found([.time(.creationTime, IntegerComparison(.lessOrEqual, 1_002))]) == [3, 20])
        #expect(try found([], order: [ExperimentOrder(field: .id)]) == [3, 20, 100])
        #expect(try found([], order: [ExperimentOrder(field: .name)]) == [20, 100, 3])
        let page = try views.searchExperiments(ExperimentSearch(limit: 2, offset: 1))
        #expect(page.items.map(\.id.rawValue) == [3, 20] && !page.hasMore)
    }

    @Test func livesAndIsRenamed() throws {
        script.add(.experimentLifecycleChanged(ExperimentLifecycleChanged(experiment: ExperimentID(3), stage: .deleted)), at: 7_000)
        script.add(.experimentRenamed(ExperimentRenamed(experiment: ExperimentID(20), name: "omega")), at: 8_000)
        script.add(
            .experimentTagged(
                ExperimentTagged(experiment: ExperimentID(20), tags: [Tag(key: "view1", value: "x"), Tag(key: "view2", value: "y")])))
        script.add(.experimentTagRemoved(ExperimentTagRemoved(experiment: ExperimentID(20), key: "view2")))
        #expect(try found([]) == [100, 20])
        #expect(try found([], view: .deleted) == [3])
        #expect(try found([], view: .all, order: [ExperimentOrder(field: .time(.lastUpdateTime), ascending: false)]) == [20, 3, 100])
        #expect(try views.experimentDocument(named: "Alpha") == nil)
        #expect(try views.experimentDocument(named: "omega")?.lastUpdateTime == 8_000)
        #expect(try views.experiment(named: "beta")?.stage == .deleted)
        #expect(try views.tags(of: ExperimentID(20), among: ["k", "view1", "view2"]) == ["k": "Alpha", "view1": "x"])
        #expect(try views.tagCount(of: ExperimentID(20), keyPrefix: "view") == 1)
        #expect(try views.tagCount(of: ExperimentID(20), keyPrefix: "%") == 0)
    }
}
