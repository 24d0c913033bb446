import ContentHashing
import LogPositions
import TrackingEvents

/// A store in which model `fraud` has two versions; the second one's story is what the tests ask for.
struct Story {
    static let parent = RunID("parent")
    static let run = RunID("run-2")
    static let otherRun = RunID("run-1")
    static let loggedModel = LoggedModelID("m-2")
    static let fraud = RegisteredModelID("fraud-id")
    static let store = StoreID("hub")

    var events = MemoryEvents()
    var first: ModelVersionID
    var second: ModelVersionID

    init() {
        func begin(_ run: RunID, _ name: String, tags: [Tag] = []) -> EventPayload {
            .runCreated(
                RunCreated(
                    run: run, experiment: ExperimentID(12), name: name, userID: "ada", startTime: 5,
                    artifactLocation: .tree(path: "12/\(run)"),
                    tags: tags))
        }
        func create(_ number: UInt32, run: RunID, model: LoggedModelID?) -> EventPayload {
            .modelVersionCreated(
                ModelVersionCreated(
                    model: Self.fraud, provisionalNumber: number, source: .tree(path: "12/\(run)/artifacts/model"), run: run,
                    loggedModel: model,
                    runLink: "", description: "", tags: []))
        }
        func assign(_ number: UInt32, to version: ModelVersionID) -> EventPayload {
            .versionNumberAssigned(
                VersionNumberAssigned(model: Self.fraud, version: version, number: number, authority: Self.store, epoch: 1))
        }

        events.append(
            .registeredModelCreated(RegisteredModelCreated(model: Self.fraud, name: "fraud", tags: [])), to: MemoryEvents.secondLog)
        events.append(begin(Self.otherRun, "first-try"))
        first = ModelVersionID(creation: events.append(create(1, run: Self.otherRun, model: nil), to: MemoryEvents.secondLog))
        events.append(assign(1, to: first), to: MemoryEvents.secondLog)
        events.append(begin(Self.parent, "search"))
        events.append(begin(Self.run, "bold-hare", tags: [Tag(key: "mlflow.parentRunId", value: Self.parent.rawValue)]))
        let dataset = Dataset(name: "train", digest: "9f8e", sourceType: "local", source: "train.csv")
        events.append(
            .runInputsLogged(RunInputsLogged(run: Self.run, datasets: [DatasetInput(dataset: dataset, tags: [])], models: [])))
        events.append(
            .runDataLogged(
                RunDataLogged(run: Self.run, metrics: Self.metrics, params: [Param(key: "depth", value: "6")], tags: [])))
        events.append(
            .loggedModelCreated(
                LoggedModelCreated(
                    model: Self.loggedModel, experiment: ExperimentID(12), name: "model", sourceRun: Self.run,
                    artifactLocation: .tree(path: "12/models/m-2/artifacts"), params: [], tags: [])))
        let blob = BlobReference(digest: SHA256.digest([]), byteCount: 12, pieceRoot: .zero)
        events.append(
            .artifactWritten(ArtifactWritten(path: "12/models/m-2/artifacts/MLmodel", owner: .loggedModel(Self.loggedModel), blob: blob)))
        events.append(.loggedModelStatusChanged(LoggedModelStatusChanged(model: Self.loggedModel, status: .ready)))
        events.append(.runOutputsLogged(RunOutputsLogged(run: Self.run, models: [ModelOutput(model: Self.loggedModel, step: 0)])))
        events.append(.runUpdated(RunUpdated(run: Self.run, status: .finished, endTime: 9)))
        second = ModelVersionID(creation: events.append(create(2, run: Self.run, model: Self.loggedModel), to: MemoryEvents.secondLog))
        events.append(assign(2, to: second), to: MemoryEvents.secondLog)
    }

    /// The summaries of an entirely told story, up to here.
    static let summaries = [
        "Registered model “fraud” was created",
        "Run “search” began in experiment 12",
        "Run “bold-hare” began in experiment 12",
        "The run read dataset “train” (digest 9f8e)",
        "Logged 3 metric points of “loss” and 1 param",
        "Model “model” was begun by run run-2",
        "Artifact 12/models/m-2/artifacts/MLmodel was written, 12 bytes",
        "The model became ready",
        "The run produced model m-2",
        "The run became finished and got its end time",
        "A version was created from run run-2, provisionally number 2",
        "Number 2 was assigned by store hub",
    ]

    private static var metrics: MetricColumns {
        var columns = MetricColumns()
        for step in [0, 2, 1] as [Int64] {
            columns.append(MetricPoint(value: Double(step) / 2, timestamp: 100 + step, step: step), to: MetricSeries(key: "loss"))
        }
        return columns
    }
}
