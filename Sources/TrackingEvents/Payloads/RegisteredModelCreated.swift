/// A registered model was created.
package struct RegisteredModelCreated: Hashable, Sendable {
    package var model: RegisteredModelID
    package var name: String
    package var description: String?
    package var tags: [Tag]

    package init(model: RegisteredModelID, name: String, description: String? = nil, tags: [Tag]) {
        self.model = model
        self.name = name
        self.description = description
        self.tags = tags
    }
}
