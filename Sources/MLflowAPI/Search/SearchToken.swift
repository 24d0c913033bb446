/// A word, a literal or a sign of a filter, and where it begins.
struct SearchToken: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// `name`, `tags.mlflow.runName`, ``tags.`a b` ``. Keywords arrive as identifiers too: only their place tells them apart.
        case identifier(SearchIdentifier)
        /// Quotes removed, doubled quotes halved.
        case quoted(String, by: Quote)
        /// As written, sign and exponent included; ``SearchNumber`` reads it.
        case number(String)
        case comparator(Sign)
        case openParenthesis, closeParenthesis, comma
    }

    /// What a text is quoted by: single quotes make a value, back-quotes a key, double quotes either.
    enum Quote: UInt8, Hashable, Sendable {
        case single = 0x27
        case double = 0x22
        case back = 0x60
    }

    /// The comparators written in signs. `==` and `<>` are none of them.
    enum Sign: String, Hashable, Sendable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    var kind: Kind
    /// In bytes of UTF-8 from the filter's begin.
    var offset: Int
}
