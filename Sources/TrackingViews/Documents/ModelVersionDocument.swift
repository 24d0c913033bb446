package import TrackingEvents

/// All there is to say about a version of a registered model.
package struct ModelVersionDocument: Hashable, Sendable {
    package var id: ModelVersionID
    package var model: RegisteredModelID
    /// The model's present name.
    package var modelName: String
    package var number: UInt32
    /// Milliseconds since the Unix epoch.
    package var creationTime: Int64
    package var lastUpdateTime: Int64
    package var stage: ModelStage
    package var description: String?
    package var source: ArtifactLocation
    package var storage: ArtifactLocation?
    package var run: RunID?
    package var loggedModel: LoggedModelID?
    package var runLink: String
    /// By ascending key.
    package var tags: [Tag]
    /// Ascending.
    package var aliases: [String]

    package init(
        id: ModelVersionID, model: RegisteredModelID, modelName: String, number: UInt32, creationTime: Int64, lastUpdateTime: Int64,
        stage: ModelStage, description: String?, source: ArtifactLocation, storage: ArtifactLocation?, run: RunID?,
        loggedModel: LoggedModelID?,
        runLink: String, tags: [Tag] = [], aliases: [String] = []
    ) {
        self.id = id
        self.model = model
        self.modelName = modelName
        self.number = number
        self.creationTime = creationTime
        self.lastUpdateTime = lastUpdateTime
        self.stage = stage
        self.description = description
        self.source = source
        self.storage = storage
        self.run = run
        self.loggedModel = loggedModel
        self.runLink = runLink
        self.tags = tags
        self.aliases = aliases
    }
}
