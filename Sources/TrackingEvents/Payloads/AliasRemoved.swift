/// An alias was removed.
package struct AliasRemoved: Hashable, Sendable {
    package var model: RegisteredModelID
    package var alias: String

    package init(model: RegisteredModelID, alias: String) {
        self.model = model
        self.alias = alias
    }
}
