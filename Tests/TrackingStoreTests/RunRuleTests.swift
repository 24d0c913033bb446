import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct RunRuleTests {
    let directory = TemporaryDirectory()

    private func storeWithRun(_ folding: TestStore.Folding) throws -> (TestStore, RunFacts) {
        let store = try TestStore(at: directory.path)
        let experiment = try store.perform(folding) { try $0.create("a") }
        return (store, try store.perform(folding) { try $0.start(in: experiment.id) })
    }

    @Test(arguments: TestStore.Folding.allCases)
    func newRunHasARandomIDAGeneratedNameAndItsDirectory(_ folding: TestStore.Folding) throws {
        let (store, run) = try storeWithRun(folding)
        #expect(run.id.rawValue.count == 32)
        #expect(run.name.split(separator: "-").count == 3)
        #expect(run.artifactLocation == .tree(path: "\(run.experiment)/\(run.id)/artifacts"))
        let named = try store.perform(folding) { try $0.start(in: run.experiment, name: "first") }
        #expect(named.name == "first")
        let tagged = try store.perform(folding) {
            try $0.start(in: run.experiment, tags: [Tag(key: "mlflow.runName", value: "second")])
        }
        #expect(tagged.name == "second")
        try store.commands.log(run.id, metric: "m", 1).ticket?.wait()
        try store.fold()
        #expect(store.facts.state.runTags[named.id] == ["mlflow.runName": "first"])
        #expect(store.facts.state.runTags[run.id] == ["mlflow.runName": run.name])
    }

    @Test(arguments: TestStore.Folding.allCases)
    func unknownRunIsRefused(_ folding: TestStore.Folding) throws {
        let (store, _) = try storeWithRun(folding)
        let id = RunID("nobody")
        let refused: [(CommandHandler) throws -> Committed<Void>] = [
            { try $0.log(id, metric: "m", 1) }, { try $0.log(id, param: "p", "1") }, { try $0.log(id, tag: "t", "1") },
            { try $0.deleteRun(id, by: TestStore.origin) }, { try $0.restoreRun(id, by: TestStore.origin) },
            { try $0.removeRunTag(id, key: "t", by: TestStore.origin) },
            { try $0.logInputs(run: id, datasets: [], models: [], by: TestStore.origin) },
            { try $0.logOutputs(run: id, models: [], by: TestStore.origin) },
        ]
        for command in refused {
            #expect(refusal { try store.perform(folding, command) } == "unknownRun(nobody)")
        }
        #expect(refusal { try store.perform(folding) { try $0.start(in: ExperimentID(9)) } } == "unknownExperiment(9)")
    }

    @Test(arguments: TestStore.Folding.allCases)
    func deletedRunTakesNothingUntilItIsRestored(_ folding: TestStore.Folding) throws {
        let (store, run) = try storeWithRun(folding)
        let id = run.id
        try store.perform(folding) { try $0.deleteRun(id, by: TestStore.origin) }
        let refused: [(CommandHandler) throws -> Committed<Void>] = [
            { try $0.log(id, metric: "m", 1) }, { try $0.log(id, param: "p", "1") }, { try $0.log(id, tag: "t", "1") },
            { try $0.updateRun(id, status: .finished, endTime: 2, name: nil, by: TestStore.origin).map { _ in () } },
            { try $0.removeRunTag(id, key: "mlflow.runName", by: TestStore.origin) },
            { try $0.editRunTag(run: id, key: "t", by: TestStore.origin) { _ in "x" } },
            { try $0.logInputs(run: id, datasets: [], models: [LoggedModelID("m-1")], by: TestStore.origin) },
            { try $0.logOutputs(run: id, models: [], by: TestStore.origin) },
        ]
        for command in refused { #expect(refusal { try store.perform(folding, command) } == "runDeleted(\(id))") }
        try store.perform(folding) { try $0.restoreRun(id, by: TestStore.origin) }
        try store.perform(folding) { try $0.log(id, metric: "m", 1) }
    }

    @Test func deletingTwiceWritesOnceAndIsAcknowledgedNoSoonerThanTheFirst() throws {
        let (store, run) = try storeWithRun(.never)
        let first = try store.commands.deleteRun(run.id, by: TestStore.origin)
        let second = try store.commands.deleteRun(run.id, by: TestStore.origin)
        #expect(second.position == first.position)
        #expect(second.ticket != nil)
        try store.fold(through: second.ticket)
        let third = try store.commands.deleteRun(run.id, by: TestStore.origin)
        #expect(third.ticket == nil)
        #expect(store.facts.events.count { $0.head.type == .runLifecycleChanged } == 1)
    }

    @Test(arguments: TestStore.Folding.allCases)
    func nameAndItsTagFollowEachOther(_ folding: TestStore.Folding) throws {
        let (store, run) = try storeWithRun(folding)
        let renamed = try store.perform(folding) {
            try $0.updateRun(run.id, status: nil, endTime: nil, name: "x", by: TestStore.origin)
        }
        #expect(renamed.name == "x")
        try store.perform(folding) { try $0.log(run.id, tag: "mlflow.runName", "y") }
        let unchanged = try store.perform(folding) {
            try $0.updateRun(run.id, status: .finished, endTime: 5, name: "", by: TestStore.origin)
        }
        #expect(unchanged.name == "y")
        try store.fold(through: try store.commands.log(run.id, metric: "m", 1).ticket)
        #expect(store.facts.state.runs[run.id]?.name == "y")
    }

    @Test(arguments: TestStore.Folding.allCases)
    func paramIsWrittenOnce(_ folding: TestStore.Folding) throws {
        let (store, run) = try storeWithRun(folding)
        try store.perform(folding) { try $0.log(run.id, param: "lr", "0.1") }
        let again = try store.commands.log(run.id, param: "lr", "0.1")
        #expect((again.ticket == nil) == (folding == .always))
        #expect(
            refusal { try store.perform(folding) { try $0.log(run.id, param: "lr", "0.2") } }
                == #"paramChanged(run: \#(run.id), key: "lr", old: "0.1", new: "0.2")"#)
        // A refused request leaves nothing behind.
        let both = [Param(key: "depth", value: "3"), Param(key: "lr", value: "0.2")]
        #expect(
            refusal {
                try store.perform(folding) {
                    try $0.logData(run: run.id, metrics: MetricColumns(), params: both, tags: [], by: TestStore.origin)
                }
            }.hasPrefix("paramChanged"))
        try store.fold(through: try store.commands.log(run.id, metric: "m", 1).ticket)
        #expect(store.facts.state.runParams[run.id] == ["lr": "0.1"])
    }

    @Test(arguments: TestStore.Folding.allCases)
    func tagThatIsNotThereCannotBeRemoved(_ folding: TestStore.Folding) throws {
        let (store, run) = try storeWithRun(folding)
        try store.perform(folding) { try $0.log(run.id, tag: "t", "1") }
        try store.perform(folding) { try $0.removeRunTag(run.id, key: "t", by: TestStore.origin) }
        #expect(
            refusal { try store.perform(folding) { try $0.removeRunTag(run.id, key: "t", by: TestStore.origin) } }
                == #"unknownRunTag(\#(run.id), key: "t")"#)
    }

    @Test(arguments: TestStore.Folding.allCases)
    func editingATagSeesItsNewestValue(_ folding: TestStore.Folding) throws {
        let (store, run) = try storeWithRun(folding)
        for _ in 0..<3 {
            try store.perform(folding) {
                try $0.editRunTag(run: run.id, key: "history", by: TestStore.origin) { ($0 ?? "") + "x" }
            }
        }
        try store.fold(through: try store.commands.log(run.id, metric: "m", 1).ticket)
        #expect(store.facts.state.runTags[run.id]?["history"] == "xxx")
    }

    @Test func requestOfAThousandMetricsIsOneRecord() throws {
        let (store, run) = try storeWithRun(.never)
        var metrics = MetricColumns()
        for step in 0..<1000 {
            metrics.append(MetricPoint(value: 1, timestamp: 2, step: Int64(step)), to: MetricSeries(key: "loss"))
        }
        let made = try store.commands.logData(run: run.id, metrics: metrics, params: [], tags: [], by: TestStore.origin)
        try store.fold(through: made.ticket)
        #expect(store.facts.events.count { $0.head.type == .runDataLogged } == 1)
        #expect(store.facts.state.metricCounts[run.id] == 1000)
    }

    @Test func emptyRequestWritesNothing() throws {
        let (store, run) = try storeWithRun(.always)
        let made = try store.commands.logData(
            run: run.id, metrics: MetricColumns(), params: [], tags: [], by: TestStore.origin)
        #expect(made.position == nil && made.ticket == nil)
    }
}
