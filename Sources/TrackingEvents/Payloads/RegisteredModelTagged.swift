/// Tags of a registered model were set.
package struct RegisteredModelTagged: Hashable, Sendable {
    package var model: RegisteredModelID
    package var tags: [Tag]

    package init(model: RegisteredModelID, tags: [Tag]) {
        self.model = model
        self.tags = tags
    }
}
