/// A tag of a version was removed.
package struct ModelVersionTagRemoved: Hashable, Sendable {
    package var model: RegisteredModelID
    package var version: ModelVersionID
    package var key: String

    package init(model: RegisteredModelID, version: ModelVersionID, key: String) {
        self.model = model
        self.version = version
        self.key = key
    }
}
