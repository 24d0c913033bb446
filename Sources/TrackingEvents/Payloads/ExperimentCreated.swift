/// An experiment was created.
package struct ExperimentCreated: Hashable, Sendable {
    package var experiment: ExperimentID
    package var name: String
    package var artifactLocation: ArtifactLocation
    package var tags: [Tag]

    package init(experiment: ExperimentID, name: String, artifactLocation: ArtifactLocation, tags: [Tag]) {
        self.experiment = experiment
        self.name = name
        self.artifactLocation = artifactLocation
        self.tags = tags
    }
}
