/// What the rules need to know of an experiment.
package struct ExperimentFacts: Hashable, Sendable {
    package var id: ExperimentID
    package var name: String
    package var stage: LifecycleStage
    package var artifactLocation: ArtifactLocation

    package init(id: ExperimentID, name: String, stage: LifecycleStage, artifactLocation: ArtifactLocation) {
        self.id = id
        self.name = name
        self.stage = stage
        self.artifactLocation = artifactLocation
    }
}
