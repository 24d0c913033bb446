/// The description of a version was set; nil clears it.
package struct ModelVersionDescribed: Hashable, Sendable {
    package var model: RegisteredModelID
    package var version: ModelVersionID
    package var description: String?

    package init(model: RegisteredModelID, version: ModelVersionID, description: String? = nil) {
        self.model = model
        self.version = version
        self.description = description
    }
}
