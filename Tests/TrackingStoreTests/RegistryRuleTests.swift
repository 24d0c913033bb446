import LogPositions
import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct RegistryRuleTests {
    let directory = TemporaryDirectory()

    @Test(arguments: TestStore.Folding.allCases)
    func takenNameIsRefusedAndSaysWhatHoldsIt(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        try store.perform(folding) { try $0.register("fraud") }
        let prompt = [Tag(key: "mlflow.prompt.is_prompt", value: "true")]
        try store.perform(folding) { try $0.register("ask", tags: prompt) }
        #expect(
            refusal { try store.perform(folding) { try $0.register("fraud") } } == #"registeredModelExists(name: "fraud", isPrompt: false)"#
        )
        #expect(refusal { try store.perform(folding) { try $0.register("ask") } } == #"registeredModelExists(name: "ask", isPrompt: true)"#)
        #expect(
            refusal { try store.perform(folding) { try $0.renameRegisteredModel(named: "ask", to: "fraud", by: TestStore.origin) } }
                == #"registeredModelExists(name: "fraud", isPrompt: false)"#)
    }

    @Test(arguments: TestStore.Folding.allCases)
    func unknownModelOrVersionIsRefused(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        let refused: [(CommandHandler) throws -> Committed<Void>] = [
            { try $0.renameRegisteredModel(named: "x", to: "y", by: TestStore.origin).map { _ in () } },
            { try $0.describeRegisteredModel(named: "x", description: nil, by: TestStore.origin) },
            { try $0.deleteRegisteredModel(named: "x", by: TestStore.origin) },
            { try $0.tagRegisteredModel(named: "x", tags: [], by: TestStore.origin) },
            { try $0.removeRegisteredModelTag(named: "x", key: "k", by: TestStore.origin) },
            { try $0.setAlias(model: "x", alias: "a", number: 1, by: TestStore.origin) },
            { try $0.removeAlias(model: "x", alias: "a", by: TestStore.origin) },
            { try $0.addVersion("x").map { _ in () } },
        ]
        for command in refused {
            #expect(refusal { try store.perform(folding, command) } == #"unknownRegisteredModel(name: "x")"#)
        }
        try store.perform(folding) { try $0.register("x") }
        let unnumbered: [(CommandHandler) throws -> Committed<Void>] = [
            { try $0.setAlias(model: "x", alias: "a", number: 1, by: TestStore.origin) },
            { try $0.describeVersion(of: "x", number: 1, description: "d", by: TestStore.origin) },
            { try $0.transitionStage(of: "x", number: 1, to: .staging, archivingExisting: false, by: TestStore.origin).map { _ in () } },
            { try $0.tagVersion(of: "x", number: 1, tags: [], by: TestStore.origin) },
            { try $0.removeVersionTag(of: "x", number: 1, key: "k", by: TestStore.origin) },
            { try $0.deleteVersion(of: "x", number: 1, by: TestStore.origin) },
        ]
        for command in unnumbered {
            #expect(refusal { try store.perform(folding, command) } == #"unknownVersion(model: "x", number: 1)"#)
        }
    }

    @Test(arguments: TestStore.Folding.allCases)
    func numberOfADeletedVersionIsNotUsedAgain(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        try store.perform(folding) { try $0.register("m") }
        for number in 1...3 { #expect(try store.perform(folding) { try $0.addVersion("m") }.number == number) }
        try store.perform(folding) { try $0.deleteVersion(of: "m", number: 3, by: TestStore.origin) }
        #expect(try store.perform(folding) { try $0.addVersion("m") }.number == 4)
        #expect(
            refusal { try store.perform(folding) { try $0.deleteVersion(of: "m", number: 3, by: TestStore.origin) } }
                == #"unknownVersion(model: "m", number: 3)"#)
    }

    @Test(arguments: TestStore.Folding.allCases)
    func versionAndItsNumberAreOneBatchAndDurableTogether(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        try store.perform(folding) { try $0.register("m") }
        let made = try store.commands.addVersion("m")
        #expect(made.ticket?.isDurable == true)
        try store.fold()
        let assigned = try #require(store.facts.events.last)
        guard case .versionNumberAssigned(let assignment)? = assigned.body.payload else {
            Issue.record("the last event is \(assigned.head.type)")
            return
        }
        #expect(assignment.version == made.value.id)
        #expect(assignment.authority == store.directory.id)
        #expect(made.value.id.creation == made.position)
        #expect(assigned.position.sequence == made.position?.sequence.advanced(by: 1))
    }

    @Test(arguments: TestStore.Folding.allCases)
    func archivingMovesTheOthersOfTheStage(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        try store.perform(folding) { try $0.register("m") }
        for _ in 1...3 { try store.perform(folding) { try $0.addVersion("m") } }
        func move(_ number: UInt32, to stage: ModelStage, archiving: Bool) throws {
            try store.perform(folding) {
                try $0.transitionStage(of: "m", number: number, to: stage, archivingExisting: archiving, by: TestStore.origin)
            }
        }
        try move(1, to: .production, archiving: false)
        try move(2, to: .production, archiving: false)
        try move(3, to: .production, archiving: true)
        try store.fold()
        let stages = store.facts.state.versions.values.sorted { $0.number < $1.number }.map(\.stage)
        #expect(stages == [.archived, .archived, .production])
    }

    @Test(arguments: TestStore.Folding.allCases)
    func aliasMovesAndSettingItAgainWritesNothing(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        try store.perform(folding) { try $0.register("m") }
        for _ in 1...2 { try store.perform(folding) { try $0.addVersion("m") } }
        try store.perform(folding) { try $0.setAlias(model: "m", alias: "best", number: 1, by: TestStore.origin) }
        #expect(try store.commands.setAlias(model: "m", alias: "best", number: 1, by: TestStore.origin).position == nil)
        try store.perform(folding) { try $0.setAlias(model: "m", alias: "best", number: 2, by: TestStore.origin) }
        try store.perform(folding) { try $0.removeAlias(model: "m", alias: "best", by: TestStore.origin) }
        #expect(try store.commands.removeAlias(model: "m", alias: "best", by: TestStore.origin).position == nil)
        try store.fold()
        #expect(store.facts.events.count { $0.head.type == .aliasSet } == 2)
    }

    @Test(arguments: TestStore.Folding.allCases)
    func modelMadeAfterOneOfItsNameWasDeletedIsAnotherModel(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        let old = try store.perform(folding) { try $0.register("m") }
        try store.perform(folding) { try $0.addVersion("m") }
        try store.perform(folding) { try $0.deleteRegisteredModel(named: "m", by: TestStore.origin) }
        #expect(refusal { try store.perform(folding) { try $0.addVersion("m") } } == #"unknownRegisteredModel(name: "m")"#)
        let new = try store.perform(folding) { try $0.register("m") }
        #expect(new.id != old.id)
        #expect(try store.perform(folding) { try $0.addVersion("m") }.number == 1)
    }

    @Test(arguments: TestStore.Folding.allCases)
    func versionsFollowARename(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        try store.perform(folding) { try $0.register("m") }
        try store.perform(folding) { try $0.addVersion("m") }
        try store.perform(folding) { try $0.renameRegisteredModel(named: "m", to: "n", by: TestStore.origin) }
        #expect(try store.perform(folding) { try $0.addVersion("n") }.number == 2)
        #expect(refusal { try store.perform(folding) { try $0.addVersion("m") } } == #"unknownRegisteredModel(name: "m")"#)
    }
}
