import LogPositions
import TrackingEvents

extension EventSample {
    /// At least one of every type that this release knows, and what is special: authenticated actors, texts for identifiers, unknown types.
    static let all: [EventSample] = logs + experiments + runs + loggedModels + artifacts + registeredModels + modelVersions + special

    private static let logs: [EventSample] = [
        EventSample(
            .logOpened(
                LogOpened(
                    store: Sample.store, publicKey: Array(1...32), host: "node-17", bootID: "6f1d", processID: 4_242,
                    softwareVersion: "0.1.0",
                    heads: Sample.heads))),
        EventSample(.context(Context(heads: Sample.heads))),
    ]

    private static let experiments: [EventSample] = [
        EventSample(
            .experimentCreated(
                ExperimentCreated(
                    experiment: Sample.experiment, name: "fraud", artifactLocation: .tree(path: "123456789012345"), tags: Sample.tags))),
        EventSample(
            "ExperimentCreated-elsewhere",
            .experimentCreated(
                ExperimentCreated(experiment: .default, name: "Default", artifactLocation: .elsewhere(uri: "s3://bucket/prefix"), tags: []))
        ),
        EventSample(.experimentRenamed(ExperimentRenamed(experiment: Sample.experiment, name: "fraud-2"))),
        EventSample(
            .experimentLifecycleChanged(ExperimentLifecycleChanged(experiment: Sample.experiment, stage: .deleted)),
            reason: "no longer used"),
        EventSample(.experimentTagged(ExperimentTagged(experiment: Sample.experiment, tags: Sample.tags))),
        EventSample(.experimentTagRemoved(ExperimentTagRemoved(experiment: Sample.experiment, key: "team"))),
    ]

    private static let runs: [EventSample] = [
        EventSample(
            .runCreated(
                RunCreated(
                    run: Sample.run, experiment: Sample.experiment, name: "bold-hare-12", userID: "ada", startTime: 1_700_000_000_000,
                    artifactLocation: Sample.tree, tags: Sample.tags))),
        EventSample(.runUpdated(RunUpdated(run: Sample.run, status: .finished, endTime: 1_700_000_360_000, name: "final"))),
        EventSample("RunUpdated-nothing", .runUpdated(RunUpdated(run: Sample.run))),
        EventSample(.runLifecycleChanged(RunLifecycleChanged(run: Sample.run, stage: .active))),
        EventSample(
            .runDataLogged(
                RunDataLogged(run: Sample.run, metrics: Sample.metrics, params: [Param(key: "depth", value: "6")], tags: Sample.tags))),
        EventSample(
            "RunDataLogged-extremes", .runDataLogged(RunDataLogged(run: Sample.run, metrics: Sample.extremeMetrics, params: [], tags: []))),
        EventSample(
            "RunDataLogged-empty", .runDataLogged(RunDataLogged(run: Sample.run, metrics: MetricColumns(), params: [], tags: []))),
        EventSample(.runTagRemoved(RunTagRemoved(run: Sample.run, key: "team"))),
        EventSample(
            .runInputsLogged(
                RunInputsLogged(
                    run: Sample.run,
                    datasets: [
                        DatasetInput(
                            dataset: Dataset(
                                name: "train", digest: "9f8e", sourceType: "local", source: #"{"uri":"train.csv"}"#, schema: "{}",
                                profile: #"{"rows":1000}"#),
                            tags: [Tag(key: "mlflow.data.context", value: "training")]),
                        DatasetInput(dataset: Dataset(name: "test", digest: "11", sourceType: "code", source: ""), tags: []),
                    ], models: [Sample.loggedModel]))),
        EventSample(
            .runOutputsLogged(
                RunOutputsLogged(
                    run: Sample.run,
                    models: [ModelOutput(model: Sample.loggedModel, step: 3), ModelOutput(model: LoggedModelID("odd"), step: -1)]))),
    ]

    private static let loggedModels: [EventSample] = [
        EventSample(
            .loggedModelCreated(
                LoggedModelCreated(
                    model: Sample.loggedModel, experiment: Sample.experiment, name: "model", modelType: "classifier", sourceRun: Sample.run,
                    artifactLocation: Sample.tree, params: [Param(key: "depth", value: "6")], tags: Sample.tags))),
        EventSample(
            .loggedModelStatusChanged(
                LoggedModelStatusChanged(model: Sample.loggedModel, status: .uploadFailed, message: "disk full"))),
        EventSample(.loggedModelTagged(LoggedModelTagged(model: Sample.loggedModel, tags: Sample.tags))),
        EventSample(.loggedModelTagRemoved(LoggedModelTagRemoved(model: Sample.loggedModel, key: "team"))),
        EventSample(
            .loggedModelParamsLogged(LoggedModelParamsLogged(model: Sample.loggedModel, params: [Param(key: "depth", value: "6")]))),
        EventSample(.loggedModelLifecycleChanged(LoggedModelLifecycleChanged(model: Sample.loggedModel, stage: .deleted))),
    ]

    private static let artifacts: [EventSample] = [
        EventSample(
            .artifactWritten(ArtifactWritten(path: "12/run/artifacts/model/MLmodel", owner: .run(Sample.run), blob: Sample.blob))),
        EventSample("ArtifactWritten-ownerless", .artifactWritten(ArtifactWritten(path: "a.txt", blob: Sample.blob))),
        EventSample(.artifactDeleted(ArtifactDeleted(path: "12/run/artifacts", owner: .loggedModel(Sample.loggedModel)))),
    ]

    private static let registeredModels: [EventSample] = [
        EventSample(
            .registeredModelCreated(
                RegisteredModelCreated(model: Sample.registeredModel, name: "fraud", description: "Finds fraud.", tags: Sample.tags))),
        EventSample(.registeredModelRenamed(RegisteredModelRenamed(model: Sample.registeredModel, name: "fraud-eu"))),
        EventSample(.registeredModelDescribed(RegisteredModelDescribed(model: Sample.registeredModel, description: ""))),
        EventSample(
            "RegisteredModelDescribed-cleared", .registeredModelDescribed(RegisteredModelDescribed(model: Sample.registeredModel))),
        EventSample(.registeredModelDeleted(RegisteredModelDeleted(model: Sample.registeredModel))),
        EventSample(.registeredModelTagged(RegisteredModelTagged(model: Sample.registeredModel, tags: Sample.tags))),
        EventSample(.registeredModelTagRemoved(RegisteredModelTagRemoved(model: Sample.registeredModel, key: "team"))),
        EventSample(.aliasSet(AliasSet(model: Sample.registeredModel, alias: "champion", version: Sample.version)), reason: "beats 6"),
        EventSample(.aliasRemoved(AliasRemoved(model: Sample.registeredModel, alias: "champion"))),
    ]

    private static let modelVersions: [EventSample] = [
        EventSample(
            .modelVersionCreated(
                ModelVersionCreated(
                    model: Sample.registeredModel, provisionalNumber: 7, source: Sample.tree, storage: .elsewhere(uri: "s3://bucket/7"),
                    run: Sample.run, loggedModel: Sample.loggedModel, runLink: "https://host/run", description: "seventh", tags: Sample.tags
                ))),
        EventSample(
            "ModelVersionCreated-bare",
            .modelVersionCreated(
                ModelVersionCreated(
                    model: Sample.registeredModel, provisionalNumber: 1, source: .elsewhere(uri: ""), runLink: "", description: "", tags: []
                ))),
        EventSample(
            .versionNumberAssigned(
                VersionNumberAssigned(
                    model: Sample.registeredModel, version: Sample.version, number: 7, authority: Sample.store, epoch: 2))),
        EventSample(
            .modelVersionDescribed(
                ModelVersionDescribed(model: Sample.registeredModel, version: Sample.version, description: "trained on May's data"))),
        EventSample(
            .stageChanged(
                StageChanged(
                    model: Sample.registeredModel, version: Sample.version, stage: .production, archived: [Sample.olderVersion])),
            reason: "passed review"),
        EventSample(
            .modelVersionTagged(ModelVersionTagged(model: Sample.registeredModel, version: Sample.version, tags: Sample.tags))),
        EventSample(
            .modelVersionTagRemoved(ModelVersionTagRemoved(model: Sample.registeredModel, version: Sample.version, key: "team"))),
        EventSample(.modelVersionDeleted(ModelVersionDeleted(model: Sample.registeredModel, version: Sample.version))),
    ]

    private static let special: [EventSample] = [
        EventSample("head-authenticated", .runTagRemoved(RunTagRemoved(run: Sample.run, key: "k"))).with {
            $0.actor.assurance = .authenticated(store: Sample.store, token: "ci-deploy")
            $0.requestID = RequestID("3f2a-17")
        },
        EventSample("head-every-entity", .runTagRemoved(RunTagRemoved(run: Sample.importedRun, key: "k"))).with {
            $0.entities = [
                .experiment(Sample.experiment), .experiment(.default), .run(Sample.run), .run(Sample.importedRun), .run(RunID("")),
                .loggedModel(Sample.loggedModel), .loggedModel(LoggedModelID("00112233445566778899aabbccddeeff")),
                .registeredModel(Sample.registeredModel), .modelVersion(Sample.version),
            ]
        },
        EventSample("head-extremes", .runTagRemoved(RunTagRemoved(run: Sample.run, key: ""))).with {
            $0.stamp = HybridTimestamp(rawValue: .max)
            $0.wallClockMilliseconds = .min
            $0.actor = Actor(name: "")
            $0.agent = Agent(client: "", host: "", processID: .max)
            $0.entities = []
            $0.requestID = RequestID("")
        },
        EventSample(
            "RunTagRemoved-upper-case-run", .runTagRemoved(RunTagRemoved(run: RunID("00112233445566778899AABBCCDDEEFF"), key: "k"))),
        EventSample("unknown-type", .unknown(EventType(rawValue: 900), payload: [0xff, 0x00, 0x01])),
        EventSample("unknown-type-empty", .unknown(EventType(rawValue: .max), payload: [])),
    ]
}
