/// One condition of a filter, parsed but not yet understood: which fields exist is each grammar's own matter.
struct SearchClause: Hashable, Sendable {
    enum Value: Hashable, Sendable {
        /// `IS NULL` and `IS NOT NULL` have none.
        case none
        case number(String)
        case text(String)
        /// Not empty.
        case list([String])
    }

    var identifier: SearchIdentifier
    var comparator: SearchComparator
    var value: Value

    /// The identifier as a user writes it, for messages.
    var field: String { identifier.entity.map { "\($0).\(identifier.key)" } ?? identifier.key }
}
