/// A comparison with text. What has no value fulfils only `isNull`.
///
/// Patterns match the whole value: `%` stands for any run of characters, `_` for one. `like` tells upper case from lower, `ilike` does not,
/// for every script.
package enum TextComparison: Hashable, Sendable {
    case equal(String)
    case notEqual(String)
    case like(String)
    case ilike(String)
    case isIn([String])
    case notIn([String])
    case isNull
    case isNotNull
}
