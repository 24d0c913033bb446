/// One field that model versions are ordered by.
package struct VersionOrder: Hashable, Sendable {
    package enum Field: Hashable, Sendable {
        case name
        case number
        case created
        case lastUpdated
    }

    package var field: Field
    package var ascending: Bool

    package init(field: Field, ascending: Bool = true) {
        self.field = field
        self.ascending = ascending
    }
}
