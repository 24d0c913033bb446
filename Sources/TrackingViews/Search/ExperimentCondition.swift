/// One condition of a search over experiments.
package enum ExperimentCondition: Hashable, Sendable {
    case name(TextComparison)
    /// Compares the decimal text of the identity.
    case id(TextComparison)
    case time(ExperimentTimeAttribute, IntegerComparison)
    case tag(String, TextComparison)
}
