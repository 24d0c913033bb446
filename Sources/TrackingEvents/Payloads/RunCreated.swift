/// A run began.
package struct RunCreated: Hashable, Sendable {
    package var run: RunID
    package var experiment: ExperimentID
    package var name: String
    package var userID: String
    package var startTime: Int64
    package var artifactLocation: ArtifactLocation
    package var tags: [Tag]

    package init(
        run: RunID, experiment: ExperimentID, name: String, userID: String, startTime: Int64, artifactLocation: ArtifactLocation,
        tags: [Tag]
    ) {
        self.run = run
        self.experiment = experiment
        self.name = name
        self.userID = userID
        self.startTime = startTime
        self.artifactLocation = artifactLocation
        self.tags = tags
    }
}
