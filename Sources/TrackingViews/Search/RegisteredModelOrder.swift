/// One field that registered models are ordered by.
package struct RegisteredModelOrder: Hashable, Sendable {
    package enum Field: Hashable, Sendable {
        case name
        case lastUpdated
    }

    package var field: Field
    package var ascending: Bool

    package init(field: Field, ascending: Bool = true) {
        self.field = field
        self.ascending = ascending
    }
}
