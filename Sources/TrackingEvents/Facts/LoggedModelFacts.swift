/// What the rules need to know of a logged model.
package struct LoggedModelFacts: Hashable, Sendable {
    package var id: LoggedModelID
    package var experiment: ExperimentID
    package var sourceRun: RunID?
    package var status: LoggedModelStatus
    package var stage: LifecycleStage
    package var artifactLocation: ArtifactLocation

    package init(
        id: LoggedModelID, experiment: ExperimentID, sourceRun: RunID?, status: LoggedModelStatus, stage: LifecycleStage,
        artifactLocation: ArtifactLocation
    ) {
        self.id = id
        self.experiment = experiment
        self.sourceRun = sourceRun
        self.status = status
        self.stage = stage
        self.artifactLocation = artifactLocation
    }
}
