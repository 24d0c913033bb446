/// What the rules need to know of a run.
package struct RunFacts: Hashable, Sendable {
    package var id: RunID
    package var experiment: ExperimentID
    package var name: String
    package var stage: LifecycleStage
    package var artifactLocation: ArtifactLocation

    package init(id: RunID, experiment: ExperimentID, name: String, stage: LifecycleStage, artifactLocation: ArtifactLocation) {
        self.id = id
        self.experiment = experiment
        self.name = name
        self.stage = stage
        self.artifactLocation = artifactLocation
    }
}
