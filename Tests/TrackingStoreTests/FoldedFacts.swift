import LogPositions
import Synchronization
import TrackingEvents

/// What the rules need to know, folded from events in the plainest way: all of them, sorted by their total order, replayed from the
/// beginning. Slow, and simple enough to compare other implementations with.
final class FoldedFacts: KnownFacts {
    struct State: Equatable, Sendable {
        var experiments: [ExperimentID: ExperimentFacts] = [:]
        var experimentTags: [ExperimentID: [String: String]] = [:]
        var runs: [RunID: RunFacts] = [:]
        var runParams: [RunID: [String: String]] = [:]
        var runTags: [RunID: [String: String]] = [:]
        var metricCounts: [RunID: Int] = [:]
        var loggedModels: [LoggedModelID: LoggedModelFacts] = [:]
        var loggedModelParams: [LoggedModelID: [String: String]] = [:]
        var loggedModelTags: [LoggedModelID: [String: String]] = [:]
        var everRegistered: Set<RegisteredModelID> = []
        var registeredModels: [RegisteredModelID: RegisteredModelFacts] = [:]
        var creations: [ModelVersionID: ModelVersionCreated] = [:]
        var versions: [ModelVersionID: ModelVersionFacts] = [:]
        var aliases: [RegisteredModelID: [String: ModelVersionID]] = [:]
        var artifacts: [String: BlobReference] = [:]
        var requests: [RequestID: Position] = [:]
    }

    private struct Held: Sendable {
        var events: [Event] = []
        var ends: [LogID: UInt64] = [:]
        var state = State()
    }

    private let held = Mutex(Held())

    /// Takes in everything that may be read. Returns how far it has come.
    @discardableResult
    func fold(from source: any EventSource) throws -> [LogID: UInt64] {
        try held.withLock { held in
            var fresh: [Event] = []
            var ends = held.ends
            for (log, end) in try source.extents() where end > ends[log] ?? 0 {
                try source.visit(log, SequenceNumber(ends[log] ?? 0)..<SequenceNumber(end)) { events in
                    fresh += events
                    return .continue
                }
                ends[log] = end
            }
            held.ends = ends
            guard !fresh.isEmpty else { return held.ends }
            held.events = (held.events + fresh).sorted { $0.order < $1.order }
            held.state = State()
            for event in held.events { held.state.apply(event) }
            return held.ends
        }
    }

    var state: State { held.withLock { $0.state } }
    var events: [Event] { held.withLock { $0.events } }

    func experiment(_ id: ExperimentID) -> ExperimentFacts? { state.experiments[id] }
    func experiment(named name: String) -> ExperimentFacts? { state.experiments.values.first { $0.name == name } }
    func run(_ id: RunID) -> RunFacts? { state.runs[id] }
    func params(of run: RunID, among keys: [String]) -> [ExactText: String] { state.runParams[run].among(keys) }
    func tags(of run: RunID, among keys: [String]) -> [ExactText: String] { state.runTags[run].among(keys) }
    func tags(of experiment: ExperimentID, among keys: [String]) -> [ExactText: String] {
        state.experimentTags[experiment].among(keys)
    }
    func tagCount(of experiment: ExperimentID, keyPrefix prefix: String) -> Int {
        (state.experimentTags[experiment] ?? [:]).keys.count { $0.hasPrefix(prefix) }
    }
    func loggedModel(_ id: LoggedModelID) -> LoggedModelFacts? { state.loggedModels[id] }
    func params(of model: LoggedModelID, among keys: [String]) -> [ExactText: String] {
        state.loggedModelParams[model].among(keys)
    }
    func tags(of model: LoggedModelID, among keys: [String]) -> [ExactText: String] {
        state.loggedModelTags[model].among(keys)
    }
    func registeredModel(named name: String) -> RegisteredModelFacts? {
        state.registeredModels.values.first { $0.name == name }
    }
    func isKnown(_ id: RegisteredModelID) -> Bool { state.everRegistered.contains(id) }
    func version(of model: RegisteredModelID, number: UInt32) -> ModelVersionFacts? {
        state.versions.values.first { $0.model == model && $0.number == number }
    }
    func versions(of model: RegisteredModelID, in stage: ModelStage) -> [ModelVersionFacts] {
        state.versions.values.filter { $0.model == model && $0.stage == stage }.sorted { $0.number < $1.number }
    }
    func latestVersion(of model: RegisteredModelID) -> ModelVersionFacts? {
        state.versions.values.filter { $0.model == model }.max { $0.number < $1.number }
    }
    func version(of model: RegisteredModelID, alias: String) -> ModelVersionFacts? {
        state.aliases[model]?[alias].flatMap { state.versions[$0] }
    }
    func artifact(at path: String) -> BlobReference? { state.artifacts[path] }
    func hasArtifacts(below path: String) -> Bool { state.artifacts.keys.contains { $0.hasPrefix(path + "/") } }
    func event(ofRequest request: RequestID) -> Event? {
        held.withLock { held in
            held.state.requests[request].flatMap { position in held.events.first { $0.position == position } }
        }
    }
}

extension [String: String]? {
    fileprivate func among(_ keys: [String]) -> [ExactText: String] {
        Dictionary(uniqueKeysWithValues: (self ?? [:]).filter { keys.contains($0.key) }.map { (ExactText($0.key), $0.value) })
    }
}
