/// A registered model was deleted, with its versions, tags and aliases, for good.
package struct RegisteredModelDeleted: Hashable, Sendable {
    package var model: RegisteredModelID

    package init(model: RegisteredModelID) {
        self.model = model
    }
}
