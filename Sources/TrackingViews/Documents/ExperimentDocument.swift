package import TrackingEvents

/// All there is to say about an experiment.
package struct ExperimentDocument: Hashable, Sendable {
    package var id: ExperimentID
    package var name: String
    package var artifactLocation: ArtifactLocation
    package var stage: LifecycleStage
    /// Milliseconds since the Unix epoch, as its creator's clock said.
    package var creationTime: Int64
    /// Of the last rename, delete or restore, else of its creation.
    package var lastUpdateTime: Int64
    /// By ascending key.
    package var tags: [Tag]

    package init(
        id: ExperimentID, name: String, artifactLocation: ArtifactLocation, stage: LifecycleStage, creationTime: Int64,
        lastUpdateTime: Int64,
        tags: [Tag]
    ) {
        self.id = id
        self.name = name
        self.artifactLocation = artifactLocation
        self.stage = stage
        self.creationTime = creationTime
        self.lastUpdateTime = lastUpdateTime
        self.tags = tags
    }
}
