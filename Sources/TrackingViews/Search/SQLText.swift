/// A piece of a statement, and the values for the question marks in it, in order.
struct SQLText {
    var text: String
    var values: [SQLValue]

    init(_ text: String, _ values: SQLValue...) {
        self.text = text
        self.values = values
    }

    init(_ text: String, values: [SQLValue]) {
        self.text = text
        self.values = values
    }

    static let always = SQLText("1")
    static let never = SQLText("0")

    static func + (left: SQLText, right: SQLText) -> SQLText { SQLText(left.text + right.text, values: left.values + right.values) }
    static func + (left: SQLText, right: String) -> SQLText { SQLText(left.text + right, values: left.values) }
    static func + (left: String, right: SQLText) -> SQLText { SQLText(left + right.text, values: right.values) }

    static func joined(_ parts: [SQLText], by separator: String) -> SQLText {
        SQLText(parts.map(\.text).joined(separator: separator), values: parts.flatMap(\.values))
    }

    /// All of `parts`; no part, no condition.
    static func all(_ parts: [SQLText]) -> SQLText {
        parts.isEmpty ? .always : joined(parts.map { "(" + $0 + ")" }, by: " AND ")
    }

    /// `EXISTS (SELECT 1 FROM …)`
    static func exists(_ inner: SQLText) -> SQLText { "EXISTS (SELECT 1 FROM " + inner + ")" }
    static func notExists(_ inner: SQLText) -> SQLText { "NOT EXISTS (SELECT 1 FROM " + inner + ")" }
}
