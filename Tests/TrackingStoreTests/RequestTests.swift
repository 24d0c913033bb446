import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct RequestTests {
    let directory = TemporaryDirectory()
    private let origin = CommandOrigin(
        actor: Actor(name: "ada"), agent: TestStore.origin.agent, requestID: RequestID("request-1"), reason: "because")

    @Test func repeatedRequestGetsTheFirstAnswer() throws {
        let store = try TestStore(at: directory.path)
        let experiment = try store.commands.create("a").value.id
        func start(_ store: TestStore) throws -> Committed<RunFacts> {
            try store.commands.createRun(
                experiment: experiment, name: nil, userID: "", startTime: 0, tags: [], by: origin)
        }
        let first = try start(store)
        let second = try start(store)
        #expect(second.value == first.value && second.position == first.position)
        try store.fold(through: second.ticket)
        try store.directory.close()
        let later = try TestStore(at: directory.path)
        try later.fold()
        #expect(try start(later).value == first.value)
        #expect(later.facts.state.runs.count == 1)
        let event = try #require(later.facts.event(ofRequest: RequestID("request-1")))
        #expect(event.body.reason == "because" && event.head.actor.name == "ada")
    }

    @Test func repeatedVersionIsNotMadeTwice() throws {
        let store = try TestStore(at: directory.path)
        _ = try store.commands.register("m")
        func add(_ store: TestStore) throws -> ModelVersionFacts {
            try store.commands.createVersion(
                of: "m", source: .elsewhere(uri: "s3://b"), storage: nil, run: nil, loggedModel: nil, runLink: "",
                description: "", tags: [], by: origin
            ).value
        }
        let first = try add(store)
        #expect(try add(store) == first)
        try store.directory.close()
        let later = try TestStore(at: directory.path)
        try later.fold()
        #expect(try add(later) == first)
        #expect(later.facts.state.versions.count == 1)
    }

    @Test func sameIDOnAnotherKindOfCommandIsAnotherRequest() throws {
        let store = try TestStore(at: directory.path)
        let experiment = try store.commands.createExperiment(
            name: "a", artifactLocation: nil, tags: [], by: origin
        ).value.id
        try store.commands.deleteExperiment(experiment, by: origin).ticket?.wait()
        try store.fold()
        #expect(store.facts.experiment(experiment)?.stage == .deleted)
    }

    @Test func viewsThatCannotBeReadRefuseTheCommand() throws {
        struct Unreadable: Error {}
        let store = try TestStore(at: directory.path)
        let commands = CommandHandler(store: store.directory, facts: store.facts, catchUp: { throw Unreadable() })
        #expect(refusal { _ = try commands.register("m") }.hasPrefix("factsUnavailable"))
        try store.commands.create("a").ticket?.wait()
        try store.fold()
        #expect(store.facts.state.registeredModels.isEmpty)
    }

    @Test func refusedRequestMayBeTriedAgain() throws {
        let store = try TestStore(at: directory.path)
        func delete() throws -> Committed<Void> {
            try store.commands.deleteExperiment(ExperimentID.derived(fromName: "a", counter: 0), by: origin)
        }
        #expect(refusal { _ = try delete() }.hasPrefix("unknownExperiment"))
        _ = try store.commands.create("a")
        _ = try delete()
    }
}
