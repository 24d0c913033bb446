package import TrackingEvents

/// All there is to say about a run, but for the histories of its metrics.
package struct RunDocument: Hashable, Sendable {
    package var id: RunID
    package var experiment: ExperimentID
    package var name: String
    package var userID: String
    package var status: RunStatus
    package var stage: LifecycleStage
    /// Milliseconds since the Unix epoch.
    package var startTime: Int64
    package var endTime: Int64?
    package var artifactLocation: ArtifactLocation
    /// The latest observation of each key, by ascending key.
    package var metrics: [LoggedMetric]
    /// By ascending key, like the tags.
    package var params: [Param]
    package var tags: [Tag]
    /// In the order in which they were logged, like the models.
    package var datasetInputs: [DatasetInput]
    package var modelInputs: [LoggedModelID]
    package var modelOutputs: [ModelOutput]

    package init(
        id: RunID, experiment: ExperimentID, name: String, userID: String, status: RunStatus, stage: LifecycleStage, startTime: Int64,
        endTime: Int64?, artifactLocation: ArtifactLocation, metrics: [LoggedMetric] = [], params: [Param] = [], tags: [Tag] = [],
        datasetInputs: [DatasetInput] = [], modelInputs: [LoggedModelID] = [], modelOutputs: [ModelOutput] = []
    ) {
        self.id = id
        self.experiment = experiment
        self.name = name
        self.userID = userID
        self.status = status
        self.stage = stage
        self.startTime = startTime
        self.endTime = endTime
        self.artifactLocation = artifactLocation
        self.metrics = metrics
        self.params = params
        self.tags = tags
        self.datasetInputs = datasetInputs
        self.modelInputs = modelInputs
        self.modelOutputs = modelOutputs
    }
}
