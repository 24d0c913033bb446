/// One field that experiments are ordered by. Identities sort as numbers, names byte by byte.
package struct ExperimentOrder: Hashable, Sendable {
    package enum Field: Hashable, Sendable {
        case name
        case id
        case time(ExperimentTimeAttribute)
    }

    package var field: Field
    package var ascending: Bool

    package init(field: Field, ascending: Bool = true) {
        self.field = field
        self.ascending = ascending
    }
}
