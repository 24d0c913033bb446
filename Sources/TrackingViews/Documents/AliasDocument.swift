/// An alias, and the number of the version that it points at.
package struct AliasDocument: Hashable, Sendable {
    package var alias: String
    package var number: UInt32

    package init(alias: String, number: UInt32) {
        self.alias = alias
        self.number = number
    }
}
