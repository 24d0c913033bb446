/// The description of a registered model was set; nil clears it.
package struct RegisteredModelDescribed: Hashable, Sendable {
    package var model: RegisteredModelID
    package var description: String?

    package init(model: RegisteredModelID, description: String? = nil) {
        self.model = model
        self.description = description
    }
}
