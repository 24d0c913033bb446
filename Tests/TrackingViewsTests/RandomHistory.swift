import ContentHashing
import LogPositions
import TrackingEvents

@testable import TrackingViews

/// Random events about few things, in several logs whose clocks disagree: changes before creations, doubles, ties, contradictions.
struct RandomHistory {
    var random: SeededGenerator
    let script = EventScript(blockCount: 3)
    private var lastStamps: [UInt64: UInt64] = [:]
    private var now: UInt64 = 1_000
    private(set) var versions: [ModelVersionID] = []

    static let experiments = [ExperimentID(1), ExperimentID(2)]
    static let runs = ["r1", "r2", "r3", "r4"].map { RunID($0) }
    static let models = ["m-1", "m-2"].map { LoggedModelID($0) }
    static let registered = ["g1", "g2"].map { RegisteredModelID($0) }
    static let keys = ["a", "b", "mlflow.runName", "c"]
    static let logCount: UInt64 = 4

    init(seed: UInt64, eventCount: Int) {
        random = SeededGenerator(seed: seed)
        for _ in 0..<eventCount { addOne() }
    }

    private mutating func pick<Item>(_ items: [Item]) -> Item { items.randomElement(using: &random)! }
    private mutating func tag() -> Tag { Tag(key: pick(Self.keys), value: pick(["1", "2", "3"])) }
    private mutating func stage() -> LifecycleStage { pick([.active, .deleted]) }

    private mutating func addOne() {
        let log = UInt64.random(in: 0..<Self.logCount, using: &random)
        now += UInt64.random(in: 0...1, using: &random)
        let stamp = max((lastStamps[log] ?? 0) + 1, now + UInt64.random(in: 0...6, using: &random))
        lastStamps[log] = stamp
        let payload = payload()
        let request = Int.random(in: 0..<10, using: &random) == 0 ? pick(["q1", "q2", "q3"]) : nil
        let position = script.add(payload, log: log, at: stamp, request: request)
        if case .modelVersionCreated = payload { versions.append(ModelVersionID(creation: position)) }
    }

    private mutating func payload() -> EventPayload {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: runPayload()
        case 1: Bool.random(using: &random) ? experimentPayload() : loggedModelPayload()
        default: Bool.random(using: &random) ? registryPayload() : (versions.isEmpty ? newVersion() : versionPayload())
        }
    }

    private mutating func runPayload() -> EventPayload {
        let run = pick(Self.runs)
        switch Int.random(in: 0..<9, using: &random) {
        case 0:
            return .runCreated(
                RunCreated(
                    run: run, experiment: pick(Self.experiments), name: pick(["x", "y"]), userID: "u",
                    startTime: Int64.random(in: 0...3, using: &random),
                    artifactLocation: .tree(path: "1/\(run)"), tags: [tag()]))
        case 1:
            return .runUpdated(
                RunUpdated(
                    run: run, status: pick([nil, .finished, .failed]), endTime: pick([nil, 1, 2]), name: pick([nil, "", "n1", "n2"])))
        case 2: return .runLifecycleChanged(RunLifecycleChanged(run: run, stage: stage()))
        case 3: return .runTagRemoved(RunTagRemoved(run: run, key: pick(Self.keys)))
        case 4:
            let dataset = Dataset(name: pick(["d", "e"]), digest: "1", sourceType: "local", source: pick(["s1", "s2"]))
            return .runInputsLogged(
                RunInputsLogged(run: run, datasets: [DatasetInput(dataset: dataset, tags: [tag()])], models: [pick(Self.models)]))
        case 5: return .runOutputsLogged(RunOutputsLogged(run: run, models: [ModelOutput(model: pick(Self.models), step: pick([0, 1]))]))
        default: return .runDataLogged(RunDataLogged(run: run, metrics: metrics(), params: [tag()], tags: [tag(), tag()]))
        }
    }

    private mutating func metrics() -> MetricColumns {
        var columns = MetricColumns()
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            let point = MetricPoint(value: pick([0, -0.0, .nan, 1, 2, -1]), timestamp: pick([1, 2]), step: pick([0, 1]))
            let isOnModel = Int.random(in: 0..<3, using: &random) == 0
            columns.append(
                point,
                to: MetricSeries(
                    key: pick(Self.keys), model: isOnModel ? pick(Self.models) : nil, datasetName: isOnModel ? pick([nil, "d"]) : nil,
                    datasetDigest: nil))
        }
        return columns
    }

    private mutating func experimentPayload() -> EventPayload {
        let experiment = pick(Self.experiments)
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            return .experimentCreated(
                ExperimentCreated(
                    experiment: experiment, name: pick(["e", "f"]), artifactLocation: .tree(path: pick(["1", "2"])), tags: [tag()]))
        case 1: return .experimentRenamed(ExperimentRenamed(experiment: experiment, name: pick(["e", "g"])))
        case 2: return .experimentLifecycleChanged(ExperimentLifecycleChanged(experiment: experiment, stage: stage()))
        case 3: return .experimentTagged(ExperimentTagged(experiment: experiment, tags: [tag()]))
        default: return .experimentTagRemoved(ExperimentTagRemoved(experiment: experiment, key: pick(Self.keys)))
        }
    }

    private mutating func loggedModelPayload() -> EventPayload {
        let model = pick(Self.models)
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            return .loggedModelCreated(
                LoggedModelCreated(
                    model: model, experiment: pick(Self.experiments), name: pick(["l", "k"]), modelType: pick([nil, "t"]),
                    sourceRun: pick(Self.runs),
                    artifactLocation: .tree(path: "1/models"), params: [tag()], tags: [tag()]))
        case 1:
            return .loggedModelStatusChanged(
                LoggedModelStatusChanged(model: model, status: pick([.ready, .pending, .uploadFailed]), message: pick([nil, "m"])))
        case 2: return .loggedModelTagged(LoggedModelTagged(model: model, tags: [tag()]))
        case 3: return .loggedModelTagRemoved(LoggedModelTagRemoved(model: model, key: pick(Self.keys)))
        case 4: return .loggedModelParamsLogged(LoggedModelParamsLogged(model: model, params: [tag()]))
        case 5: return .loggedModelLifecycleChanged(LoggedModelLifecycleChanged(model: model, stage: stage()))
        case 6:
            let digest = SHA256.digest(Array(pick(["x", "y"]).utf8))
            return .artifactWritten(
                ArtifactWritten(
                    path: pick(["1/a/b", "1/a/c", "1/d", "2/a"]), blob: BlobReference(digest: digest, byteCount: 1, pieceRoot: digest)))
        default: return .artifactDeleted(ArtifactDeleted(path: pick(["1/a/b", "1/a", "1", "2/a"])))
        }
    }

    private mutating func registryPayload() -> EventPayload {
        let model = pick(Self.registered)
        switch Int.random(in: 0..<24, using: &random) {
        case 0...4:
            return .registeredModelCreated(
                RegisteredModelCreated(model: model, name: pick(["n", "o"]), description: pick([nil, "d"]), tags: [tag()]))
        case 5...7: return .registeredModelRenamed(RegisteredModelRenamed(model: model, name: pick(["p", "q"])))
        case 8...10: return .registeredModelDescribed(RegisteredModelDescribed(model: model, description: pick([nil, "d1", "d2"])))
        case 11...13: return .registeredModelTagged(RegisteredModelTagged(model: model, tags: [tag()]))
        case 14...16: return .registeredModelTagRemoved(RegisteredModelTagRemoved(model: model, key: pick(Self.keys)))
        case 17...18: return .aliasRemoved(AliasRemoved(model: model, alias: pick(["best", "last"])))
        case 19:
            return model == Self.registered[0] && Int.random(in: 0..<6, using: &random) == 0
                ? .registeredModelDeleted(RegisteredModelDeleted(model: model)) : newVersion()
        default: return newVersion()
        }
    }

    private mutating func newVersion() -> EventPayload {
        .modelVersionCreated(
            ModelVersionCreated(
                model: pick(Self.registered), provisionalNumber: 1, source: .elsewhere(uri: "models:/x"), run: pick(Self.runs), runLink: "",
                description: pick(["", "d"]), tags: [tag()]))
    }

    private mutating func versionPayload() -> EventPayload {
        let version = pick(versions)
        let model = owner(of: version)
        switch Int.random(in: 0..<16, using: &random) {
        case 0...5:
            return .versionNumberAssigned(
                VersionNumberAssigned(
                    model: model, version: version, number: UInt32.random(in: 1...5, using: &random), authority: StoreID("s"), epoch: 1))
        case 6...8:
            return .stageChanged(StageChanged(model: model, version: version, stage: pick(ModelStage.allCases), archived: [pick(versions)]))
        case 9: return .modelVersionDescribed(ModelVersionDescribed(model: model, version: version, description: pick([nil, "v"])))
        case 10: return .modelVersionTagged(ModelVersionTagged(model: model, version: version, tags: [tag()]))
        case 11: return .modelVersionTagRemoved(ModelVersionTagRemoved(model: model, version: version, key: pick(Self.keys)))
        case 12...14: return .aliasSet(AliasSet(model: model, alias: pick(["best", "last"]), version: version))
        default:
            let isRare = Int.random(in: 0..<4, using: &random) == 0
            return isRare ? .modelVersionDeleted(ModelVersionDeleted(model: model, version: version)) : newVersion()
        }
    }

    private func owner(of version: ModelVersionID) -> RegisteredModelID {
        guard case .modelVersionCreated(let created) = script.event(at: version.creation)?.body.payload else { return Self.registered[0] }
        return created.model
    }
}
