import TrackingEvents
import TrackingViews

@testable import WebUI

/// Views that answer with what a test planted, and search by what pages search by.
struct PlantedViews: PageViews {
    var experiments: [ExperimentDocument] = []
    var runs: [RunDocument] = []
    var loggedModels: [LoggedModelDocument] = []
    var models: [RegisteredModelDocument] = []
    var versions: [ModelVersionDocument] = []
    var histories: [String: [Double]] = [:]
    var artifacts: [String: [ArtifactEntry]] = [:]
    var runCount = 0

    func experimentDocument(_ id: ExperimentID) -> ExperimentDocument? { experiments.first { $0.id == id } }
    func runDocument(_ id: RunID) -> RunDocument? { runs.first { $0.id == id } }
    func loggedModelDocument(_ id: LoggedModelID, includingDeleted: Bool) -> LoggedModelDocument? { loggedModels.first { $0.id == id } }
    func registeredModelDocument(named name: String) -> RegisteredModelDocument? { models.first { $0.name == name } }
    func versionDocument(ofModelNamed name: String, number: UInt32) -> ModelVersionDocument? {
        versions.first { $0.modelName == name && $0.number == number }
    }
    func metricHistory(run: RunID, key: String, limit: Int?, offset: Int) -> SearchPage<LoggedMetric> {
        let points = (histories[key] ?? []).enumerated().map { index, value in
            LoggedMetric(
                run: run, series: MetricSeries(key: key), point: MetricPoint(value: value, timestamp: Int64(index), step: Int64(index)))
        }
        return SearchPage(items: points, hasMore: false)
    }
    func listArtifacts(below path: String) -> [ArtifactEntry] { artifacts[path] ?? [] }
    func searchExperiments(_ search: ExperimentSearch) -> SearchPage<ExperimentDocument> { page(experiments, search.offset, search.limit) }
    func searchRuns(_ search: RunSearch) -> SearchPage<RunDocument> {
        let found = runs.filter { run in
            search.experiments.contains(run.experiment) && search.conditions.allSatisfy { $0.holds(for: run) }
        }
        return page(found, search.offset, search.limit)
    }
    func searchRegisteredModels(_ search: RegisteredModelSearch) -> SearchPage<RegisteredModelDocument> {
        page(models, search.offset, search.limit)
    }
    func searchVersions(_ search: VersionSearch) -> SearchPage<ModelVersionDocument> {
        let found = versions.filter { version in search.conditions.allSatisfy { $0.holds(for: version) } }
        return page(found, search.offset, search.limit)
    }
    func runCounts(of experiments: [ExperimentID], atMost limit: Int) -> [ExperimentID: Int] {
        Dictionary(uniqueKeysWithValues: experiments.map { ($0, min(runCount, limit)) })
    }

    private func page<Document>(_ items: [Document], _ offset: Int, _ limit: Int) -> SearchPage<Document> {
        SearchPage(items: Array(items.dropFirst(offset).prefix(limit)), hasMore: items.count > offset + limit)
    }
}

extension RunCondition {
    fileprivate func holds(for run: RunDocument) -> Bool {
        guard case .tag(let key, .equal(let value)) = self else { return true }
        return run.tags.contains(Tag(key: key, value: value))
    }
}

extension VersionCondition {
    fileprivate func holds(for version: ModelVersionDocument) -> Bool {
        switch self {
        case .attribute(.name, .equal(let name)): version.modelName == name
        case .attribute(.runID, .equal(let run)): version.run?.rawValue == run
        default: true
        }
    }
}

extension PlantedViews {
    /// A small store in which every text that a user can choose is `text`.
    static func naming(everything text: String) -> PlantedViews {
        let experiment = ExperimentID(7)
        let run = RunID("run-1")
        let tag = Tag(key: text, value: text)
        let notes = [tag, Tag(key: "mlflow.note.content", value: text), Tag(key: "mlflow.x" + text, value: text)]
        let dataset = Dataset(name: text, digest: text, sourceType: text, source: text)
        let metric = LoggedMetric(
            run: run, series: MetricSeries(key: text, datasetName: text), point: MetricPoint(value: 0.5, timestamp: 1, step: 2))
        let id = RegisteredModelID("model-1")
        let version = ModelVersionDocument(
            id: ModelVersionID(creation: .planted), model: id, modelName: text, number: 3, creationTime: 0, lastUpdateTime: 0,
            stage: .production,
            description: text, source: .elsewhere(uri: text), storage: nil, run: run, loggedModel: LoggedModelID("m-1"), runLink: text,
            tags: notes,
            aliases: [text])
        return PlantedViews(
            experiments: [
                ExperimentDocument(
                    id: experiment, name: text, artifactLocation: .elsewhere(uri: text), stage: .active, creationTime: 0, lastUpdateTime: 0,
                    tags: notes)
            ],
            runs: [
                RunDocument(
                    id: run, experiment: experiment, name: text, userID: text, status: .finished, stage: .deleted, startTime: 0,
                    endTime: 61_000,
                    artifactLocation: .tree(path: "7/run-1/artifacts"), metrics: [metric], params: [tag],
                    tags: notes + [Tag(key: "mlflow.source.name", value: text), Tag(key: "mlflow.parentRunId", value: text)],
                    datasetInputs: [DatasetInput(dataset: dataset, tags: [Tag(key: "mlflow.data.context", value: text)])],
                    modelInputs: [LoggedModelID(text)], modelOutputs: [ModelOutput(model: LoggedModelID("m-1"), step: 0)]),
                RunDocument(
                    id: RunID("run-2"), experiment: experiment, name: text, userID: text, status: .running, stage: .active, startTime: 0,
                    endTime: nil, artifactLocation: .elsewhere(uri: text), tags: [Tag(key: "mlflow.parentRunId", value: "run-1")]),
            ],
            loggedModels: [
                LoggedModelDocument(
                    id: LoggedModelID("m-1"), experiment: experiment, name: text, modelType: text, sourceRun: run, status: .ready,
                    statusMessage: text, stage: .active, creationTime: 0, lastUpdateTime: 0, artifactLocation: .tree(path: "7/models/m-1"),
                    params: [tag], tags: notes, metrics: [metric])
            ],
            models: [
                RegisteredModelDocument(
                    id: id, name: text, creationTime: 0, lastUpdateTime: 0, description: text, tags: notes,
                    aliases: [AliasDocument(alias: text, number: 3)], latestVersions: [version])
            ],
            versions: [version], histories: [text: [1, 3, 2]],
            artifacts: [
                "7/run-1/artifacts": [
                    ArtifactEntry(name: text, isDirectory: false, byteCount: 1_536),
                    ArtifactEntry(name: text, isDirectory: true, byteCount: nil),
                ],
                "7/models/m-1": [ArtifactEntry(name: text, isDirectory: false, byteCount: 5)],
            ], runCount: 12)
    }
}
