/// The left side of a condition: an entity word, where one is written, and a key.
struct SearchIdentifier: Hashable, Sendable {
    /// What stands before the first dot, as written: entity words are case-sensitive. Nil means an attribute.
    var entity: String?
    /// Quotes removed. A bare key may contain dots.
    var key: String
    var isQuoted: Bool

    /// True when this is the bare word `keyword` (given in upper case), in any letter case.
    func isKeyword(_ keyword: StaticString) -> Bool {
        guard entity == nil, !isQuoted, key.utf8.count == keyword.utf8CodeUnitCount else { return false }
        return key.uppercased() == keyword.description
    }
}
