/// A logged model was begun; its upload is pending.
package struct LoggedModelCreated: Hashable, Sendable {
    package var model: LoggedModelID
    package var experiment: ExperimentID
    package var name: String
    package var modelType: String?
    package var sourceRun: RunID?
    package var artifactLocation: ArtifactLocation
    package var params: [Param]
    package var tags: [Tag]

    package init(
        model: LoggedModelID, experiment: ExperimentID, name: String, modelType: String? = nil, sourceRun: RunID? = nil,
        artifactLocation: ArtifactLocation, params: [Param], tags: [Tag]
    ) {
        self.model = model
        self.experiment = experiment
        self.name = name
        self.modelType = modelType
        self.sourceRun = sourceRun
        self.artifactLocation = artifactLocation
        self.params = params
        self.tags = tags
    }
}
