package import TrackingEvents

/// All there is to say about a logged model.
package struct LoggedModelDocument: Hashable, Sendable {
    package var id: LoggedModelID
    package var experiment: ExperimentID
    package var name: String
    package var modelType: String?
    package var sourceRun: RunID?
    package var status: LoggedModelStatus
    package var statusMessage: String?
    package var stage: LifecycleStage
    /// Milliseconds since the Unix epoch.
    package var creationTime: Int64
    package var lastUpdateTime: Int64
    package var artifactLocation: ArtifactLocation
    /// By ascending key, like the tags.
    package var params: [Param]
    package var tags: [Tag]
    /// The latest observation for each key, run and dataset.
    package var metrics: [LoggedMetric]

    package init(
        id: LoggedModelID, experiment: ExperimentID, name: String, modelType: String?, sourceRun: RunID?, status: LoggedModelStatus,
        statusMessage: String?, stage: LifecycleStage, creationTime: Int64, lastUpdateTime: Int64, artifactLocation: ArtifactLocation,
        params: [Param] = [], tags: [Tag] = [], metrics: [LoggedMetric] = []
    ) {
        self.id = id
        self.experiment = experiment
        self.name = name
        self.modelType = modelType
        self.sourceRun = sourceRun
        self.status = status
        self.statusMessage = statusMessage
        self.stage = stage
        self.creationTime = creationTime
        self.lastUpdateTime = lastUpdateTime
        self.artifactLocation = artifactLocation
        self.params = params
        self.tags = tags
        self.metrics = metrics
    }
}
