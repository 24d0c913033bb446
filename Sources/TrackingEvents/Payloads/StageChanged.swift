/// A version was moved to a stage and, if asked for, the others that were there to the archive (named here, as the writer saw them).
package struct StageChanged: Hashable, Sendable {
    package var model: RegisteredModelID
    package var version: ModelVersionID
    package var stage: ModelStage
    package var archived: [ModelVersionID]

    package init(model: RegisteredModelID, version: ModelVersionID, stage: ModelStage, archived: [ModelVersionID]) {
        self.model = model
        self.version = version
        self.stage = stage
        self.archived = archived
    }
}
