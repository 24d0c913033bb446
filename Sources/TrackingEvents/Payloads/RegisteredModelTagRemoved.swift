/// A tag of a registered model was removed.
package struct RegisteredModelTagRemoved: Hashable, Sendable {
    package var model: RegisteredModelID
    package var key: String

    package init(model: RegisteredModelID, key: String) {
        self.model = model
        self.key = key
    }
}
