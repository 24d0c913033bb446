/// A model version was created. Its identity is the position of this event; its number follows in a `VersionNumberAssigned`.
package struct ModelVersionCreated: Hashable, Sendable {
    package var model: RegisteredModelID
    package var provisionalNumber: UInt32
    package var source: ArtifactLocation
    package var storage: ArtifactLocation?
    package var run: RunID?
    package var loggedModel: LoggedModelID?
    package var runLink: String
    package var description: String
    package var tags: [Tag]

    package init(
        model: RegisteredModelID, provisionalNumber: UInt32, source: ArtifactLocation, storage: ArtifactLocation? = nil, run: RunID? = nil,
        loggedModel: LoggedModelID? = nil, runLink: String, description: String, tags: [Tag]
    ) {
        self.model = model
        self.provisionalNumber = provisionalNumber
        self.source = source
        self.storage = storage
        self.run = run
        self.loggedModel = loggedModel
        self.runLink = runLink
        self.description = description
        self.tags = tags
    }
}
