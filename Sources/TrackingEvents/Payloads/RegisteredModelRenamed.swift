/// A registered model got another name; versions, tags and aliases follow.
package struct RegisteredModelRenamed: Hashable, Sendable {
    package var model: RegisteredModelID
    package var name: String

    package init(model: RegisteredModelID, name: String) {
        self.model = model
        self.name = name
    }
}
