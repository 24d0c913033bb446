import LogPositions
import SegmentLog
import Synchronization
import Testing
import TrackingEvents

@testable import TrackingStore

/// What commands decide by besides the views: what is in flight, and what the views said before.
@Suite struct FactsInFlightTests {
    let directory = TemporaryDirectory()

    @Test(arguments: [3, 200])
    func keysThatOnlyLookAlikeAreTwo(_ keyCount: Int) throws {
        let store = try TestStore(at: directory.path)
        let run = try store.commands.start(in: try store.commands.create("a").value.id).value.id
        _ = try store.commands.log(run, param: "caf\u{E9}", "1")
        for index in 0..<keyCount { _ = try store.commands.log(run, param: "p\(index)", "1") }
        _ = try store.commands.log(run, param: "cafe\u{301}", "2")
        #expect(throws: CommandError.self) { try store.commands.log(run, param: "caf\u{E9}", "2") }
        #expect(throws: CommandError.self) { try store.commands.log(run, param: "cafe\u{301}", "1") }
        #expect(throws: CommandError.self) { try store.commands.log(run, param: "p\(keyCount - 1)", "2") }
        let values = [Param(key: "v\u{E9}", value: "\u{E9}"), Param(key: "ve\u{301}", value: "e\u{301}")]
        _ = try store.commands.logData(run: run, metrics: MetricColumns(), params: values, tags: values, by: TestStore.origin)
        #expect(throws: CommandError.self) { try store.commands.log(run, param: "v\u{E9}", "e\u{301}") }
        try store.commands.removeRunTag(run, key: "v\u{E9}", by: TestStore.origin).ticket?.wait()
        #expect(throws: CommandError.self) { try store.commands.removeRunTag(run, key: "v\u{E9}", by: TestStore.origin) }
        _ = try store.commands.removeRunTag(run, key: "ve\u{301}", by: TestStore.origin)
    }

    @Test func whatIsFoldedIsForgottenAndTheRestStays() throws {
        let store = try TestStore(at: directory.path)
        let run = try store.commands.start(in: try store.commands.create("a").value.id).value.id
        for index in 0..<150 { _ = try store.commands.log(run, param: "p\(index)", "1") }
        try store.fold(through: try store.commands.log(run, tag: "t", "1").ticket)
        #expect(store.commands.inFlight { $0.runs.count } == 0)
        _ = try store.commands.log(run, param: "late", "1")
        #expect(store.commands.inFlight { $0.runs[run]?.params["late"]?.value } == "1")
        #expect(throws: CommandError.self) { try store.commands.log(run, param: "p149", "2") }
        #expect(throws: CommandError.self) { try store.commands.log(run, param: "late", "2") }
    }

    @Test func tooMuchInFlightMakesTheNextCommandFold() throws {
        let store = try TestStore(at: directory.path)
        let relieved = Mutex(0)
        let handler = Mutex<CommandHandler?>(nil)
        let (opened, facts) = (store.directory, store.facts)
        let commands = CommandHandler(
            store: opened, facts: facts,
            relieve: {
                relieved.withLock { $0 += 1 }
                let ends = try facts.fold(from: opened)
                handler.withLock { $0 }?.didFold(ends)
            })
        handler.withLock { $0 = commands }
        let run = try commands.start(in: try commands.create("a").value.id).value.id
        let value = String(repeating: "x", count: 1 << 20)
        let rounds = FactsOverlay.byteCountMax >> 20
        for round in 0..<rounds { try commands.log(run, tag: "t\(round)", value).ticket?.wait() }
        #expect(commands.isFarAheadOfFacts)
        #expect(relieved.withLock { $0 } == 0)
        _ = try commands.log(run, tag: "one more", value)
        #expect(relieved.withLock { $0 } == 1)
        #expect(!commands.isFarAheadOfFacts)
    }

    @Test func rememberedRunKnowsItsOwnAndItsExperimentsChanges() throws {
        let store = try TestStore(at: directory.path)
        let commands = store.rememberingCommands()
        let fold = { (ticket: CommitTicket?) in
            try ticket?.wait()
            commands.didFold(try store.facts.fold(from: store.directory))
        }
        let experiment = try commands.create("a").value.id
        let run = try commands.start(in: experiment).value.id
        try fold(try commands.log(run, metric: "m", 1).ticket)
        let changes: [(stays: Bool, command: () throws -> Committed<Void>)] = [
            (false, { try commands.deleteRun(run, by: TestStore.origin) }),
            (true, { try commands.restoreRun(run, by: TestStore.origin) }),
            (false, { try commands.deleteExperiment(experiment, by: TestStore.origin) }),
            (true, { try commands.restoreExperiment(experiment, by: TestStore.origin) }),
        ]
        for change in changes {
            let ticket = try change.command().ticket
            #expect(accepts(run, commands) == change.stays, "in flight")
            try fold(ticket)
            for _ in 0..<2 { #expect(accepts(run, commands) == change.stays, "folded") }
        }
        try fold(try commands.updateRun(run, status: nil, endTime: nil, name: "renamed", by: TestStore.origin).ticket)
        #expect(try commands.run(run).name == "renamed")
    }

    private func accepts(_ run: RunID, _ commands: CommandHandler) -> Bool {
        (try? commands.log(run, metric: "m", 1)) != nil
    }

    @Test func whatAnotherProcessChangedReplacesWhatWasRemembered() throws {
        let store = try TestStore(at: directory.path)
        let commands = store.rememberingCommands()
        let experiment = try commands.create("a").value.id
        try commands.start(in: experiment).ticket?.wait()
        commands.didFold(try store.facts.fold(from: store.directory))
        let run = try #require(store.facts.state.runs.keys.first)
        _ = try commands.log(run, metric: "m", 1)
        let other = try TestStore(at: directory.path)
        try other.fold()
        try other.commands.deleteRun(run, by: TestStore.origin).ticket?.wait()
        try other.commands.renameExperiment(experiment, to: "b", by: TestStore.origin).ticket?.wait()
        try other.directory.close()
        commands.didFold(try store.facts.fold(from: store.directory))
        #expect(throws: CommandError.self) { try commands.log(run, metric: "m", 1) }
        #expect(try commands.experiment(experiment).name == "b")
    }

    @Test func answerThatAChangeOvertookIsNotRemembered() throws {
        var facts = DecidingFacts(remembers: true)
        let own = LogID(high: 1, low: 1)
        let foreign = LogID(high: 2, low: 2)
        let run = RunFacts(id: RunID("r"), experiment: .default, name: "old", stage: .active, artifactLocation: .tree(path: ""))
        let asked = facts.generation
        facts.didFold([own: 5, foreign: 1], isOwn: { $0 == own })
        facts.remember(run, since: asked)
        #expect(facts.rememberedRun(run.id) == nil)
        facts.remember(run, since: facts.generation)
        #expect(facts.rememberedRun(run.id) == run)
        // Own records about nothing that is remembered, and a foreign log that stands still, change nothing.
        facts.didFold([own: 9, foreign: 1], isOwn: { $0 == own })
        #expect(facts.rememberedRun(run.id) == run)
        facts.didFold([own: 9, foreign: 2], isOwn: { $0 == own })
        #expect(facts.rememberedRun(run.id) == nil)
    }

    @Test func cacheIsBoundedAndKeepsWhatIsAskedFor() {
        var cache = FactsCache<Int, Int>(capacity: 100)
        cache.insert(-1, for: -1)
        for number in 0..<1_000 {
            cache.insert(number, for: number)
            #expect(cache.value(of: -1) == -1)
            #expect(cache.count <= 100)
        }
        #expect(cache.value(of: 0) == nil && cache.value(of: 999) == 999)
        cache.remove(999)
        #expect(cache.value(of: 999) == nil)
    }

    @Test func metricsOfARunThatIsBeingDeletedAreRefusedOnceTheDeletionReturned() throws {
        let store = try TestStore(at: directory.path)
        let commands = store.rememberingCommands()
        let experiment = try commands.create("a").value.id
        for round in 0..<20 {
            let run = try commands.start(in: experiment).value.id
            let isDeleted = Atomic(false)
            let late = Atomic(0)
            onThreads(4) { index in
                do {
                    switch index {
                    case 0:
                        for _ in 0..<5 { commands.didFold(try store.facts.fold(from: store.directory)) }
                        try commands.deleteRun(run, by: TestStore.origin).ticket?.wait()
                        isDeleted.store(true, ordering: .sequentiallyConsistent)
                        for _ in 0..<5 { commands.didFold(try store.facts.fold(from: store.directory)) }
                    default:
                        for _ in 0..<50 {
                            let wasDeleted = isDeleted.load(ordering: .sequentiallyConsistent)
                            if accepts(run, commands), wasDeleted { late.add(1, ordering: .relaxed) }
                        }
                    }
                } catch { Issue.record(error) }
            }
            #expect(late.load(ordering: .relaxed) == 0, "round \(round)")
        }
    }
}
