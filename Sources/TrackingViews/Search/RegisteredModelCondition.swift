/// One condition of a search over registered models.
package enum RegisteredModelCondition: Hashable, Sendable {
    case name(TextComparison)
    case tag(String, TextComparison)
}
