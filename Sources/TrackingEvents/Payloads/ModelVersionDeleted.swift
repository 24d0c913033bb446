/// A version was deleted, with its aliases; its number is never used again.
package struct ModelVersionDeleted: Hashable, Sendable {
    package var model: RegisteredModelID
    package var version: ModelVersionID

    package init(model: RegisteredModelID, version: ModelVersionID) {
        self.model = model
        self.version = version
    }
}
