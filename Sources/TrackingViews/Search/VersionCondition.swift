/// One condition of a search over model versions.
package enum VersionCondition: Hashable, Sendable {
    case attribute(VersionTextAttribute, TextComparison)
    case number(IntegerComparison)
    case tag(String, TextComparison)
}
