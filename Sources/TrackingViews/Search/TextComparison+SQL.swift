extension TextComparison {
    /// The comparison of what `expression` gives.
    func sql(_ expression: SQLText) -> SQLText {
        switch self {
        case .equal(let text): expression + SQLText(" = ?", .text(text))
        case .notEqual(let text): expression + SQLText(" <> ?", .text(text))
        case .like(let pattern): "cairn_like(" + expression + SQLText(", ?)", .text(pattern))
        case .ilike(let pattern): "cairn_ilike(" + expression + SQLText(", ?)", .text(TextPattern.caseFolded(pattern)))
        case .isIn(let texts): expression + " IN " + Self.list(texts)
        case .notIn(let texts): expression + " NOT IN " + Self.list(texts)
        case .isNull: expression + " IS NULL"
        case .isNotNull: expression + " IS NOT NULL"
        }
    }

    func sql(_ column: String) -> SQLText { sql(SQLText(column)) }

    /// The comparison of the value that a table has for a key. Absence fulfils only `isNull`.
    ///
    /// - Parameters:
    ///   - table: the table's name and its alias `t`, which has the column `value`, null for a removed one.
    ///   - match: says which row is meant.
    func sql(inTable table: String, where match: SQLText) -> SQLText {
        let row = SQLText(table + " WHERE ") + match + " AND t.value IS NOT NULL"
        switch self {
        case .isNull: return .notExists(row)
        case .isNotNull: return .exists(row)
        default: return .exists(row + " AND " + sql("t.value"))
        }
    }

    private static func list(_ texts: [String]) -> SQLText {
        SQLText("(" + texts.map { _ in "?" }.joined(separator: ", ") + ")", values: texts.map { .text($0) })
    }
}
