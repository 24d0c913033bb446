/// What the rules need to know of a model version that has not been deleted.
package struct ModelVersionFacts: Hashable, Sendable {
    package var id: ModelVersionID
    package var model: RegisteredModelID
    package var number: UInt32
    package var stage: ModelStage
    package var source: ArtifactLocation
    package var storage: ArtifactLocation?
    package var run: RunID?
    package var loggedModel: LoggedModelID?

    package init(
        id: ModelVersionID, model: RegisteredModelID, number: UInt32, stage: ModelStage, source: ArtifactLocation,
        storage: ArtifactLocation?,
        run: RunID?, loggedModel: LoggedModelID?
    ) {
        self.id = id
        self.model = model
        self.number = number
        self.stage = stage
        self.source = source
        self.storage = storage
        self.run = run
        self.loggedModel = loggedModel
    }
}
