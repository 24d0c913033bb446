/// An alias was pointed at a version, away from the one it pointed at before.
package struct AliasSet: Hashable, Sendable {
    package var model: RegisteredModelID
    package var alias: String
    package var version: ModelVersionID

    package init(model: RegisteredModelID, alias: String, version: ModelVersionID) {
        self.model = model
        self.alias = alias
        self.version = version
    }
}
