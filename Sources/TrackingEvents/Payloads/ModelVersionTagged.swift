/// Tags of a version were set.
package struct ModelVersionTagged: Hashable, Sendable {
    package var model: RegisteredModelID
    package var version: ModelVersionID
    package var tags: [Tag]

    package init(model: RegisteredModelID, version: ModelVersionID, tags: [Tag]) {
        self.model = model
        self.version = version
        self.tags = tags
    }
}
