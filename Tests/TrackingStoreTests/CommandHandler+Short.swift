import SegmentLog
import TrackingEvents

@testable import TrackingStore

/// Commands with the fewest words.
extension CommandHandler {
    func create(_ name: String) throws -> Committed<ExperimentFacts> {
        try createExperiment(name: name, artifactLocation: nil, tags: [], by: TestStore.origin)
    }

    func start(in experiment: ExperimentID, name: String? = nil, tags: [Tag] = []) throws -> Committed<RunFacts> {
        try createRun(
            experiment: experiment, name: name, userID: "ada", startTime: 1, tags: tags, by: TestStore.origin)
    }

    func log(_ run: RunID, param key: String, _ value: String) throws -> Committed<Void> {
        try logData(
            run: run, metrics: MetricColumns(), params: [Param(key: key, value: value)], tags: [], by: TestStore.origin)
    }

    func log(_ run: RunID, tag key: String, _ value: String) throws -> Committed<Void> {
        try logData(
            run: run, metrics: MetricColumns(), params: [], tags: [Tag(key: key, value: value)], by: TestStore.origin)
    }

    func log(_ run: RunID, metric key: String, _ value: Double, step: Int64 = 0) throws -> Committed<Void> {
        var metrics = MetricColumns()
        metrics.append(MetricPoint(value: value, timestamp: 1, step: step), to: MetricSeries(key: key))
        return try logData(run: run, metrics: metrics, params: [], tags: [], by: TestStore.origin)
    }

    func register(_ name: String, tags: [Tag] = []) throws -> Committed<RegisteredModelFacts> {
        let made = try createRegisteredModel(name: name, description: nil, tags: tags, by: TestStore.origin)
        try made.ticket?.wait()
        return made
    }

    func addVersion(_ name: String) throws -> Committed<ModelVersionFacts> {
        let made = try submitVersion(name)
        try made.ticket?.wait()
        return made
    }

    /// Without waiting until it is durable.
    func submitVersion(_ name: String) throws -> Committed<ModelVersionFacts> {
        try createVersion(
            of: name, source: .elsewhere(uri: "s3://bucket/model"), storage: nil, run: nil, loggedModel: nil,
            runLink: "", description: "", tags: [], by: TestStore.origin)
    }
}
