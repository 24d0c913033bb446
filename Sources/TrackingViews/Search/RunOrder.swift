/// One field that runs are ordered by.
///
/// Numbers go before NaN and NaN before nothing, text before nothing, in both directions. Text is compared byte by byte.
package struct RunOrder: Hashable, Sendable {
    package enum Field: Hashable, Sendable {
        case metric(String)
        case param(String)
        case tag(String)
        case attribute(RunTextAttribute)
        case time(RunTimeAttribute)
    }

    package var field: Field
    package var ascending: Bool

    package init(field: Field, ascending: Bool = true) {
        self.field = field
        self.ascending = ascending
    }
}
