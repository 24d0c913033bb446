/// Runs the statements of searches.
struct SearchRows {
    let sql: SQLConnection

    /// The rowids that `statement` finds, in its order, cut to a page by LIMIT and OFFSET.
    func page(_ statement: SQLText, limit: Int, offset: Int) throws -> (rows: [Int64], hasMore: Bool) {
        let cut = statement + SQLText(" LIMIT ? OFFSET ?", .integer(Int64(Self.oneMore(than: limit))), .integer(Int64(max(offset, 0))))
        let found = try rows(cut)
        return (Array(found.prefix(max(limit, 0))), found.count > max(limit, 0))
    }

    func rows(_ statement: SQLText) throws -> [Int64] {
        var found: [Int64] = []
        try forEach(statement) { found.append($0) }
        return found
    }

    func forEach(_ statement: SQLText, _ body: (Int64) -> Void) throws {
        try sql.passingStatement(statement.text).forEach(statement.values) { body($0.integer(0)) }
    }

    static func oneMore(than limit: Int) -> Int { limit < 0 ? 1 : limit == .max ? limit : limit + 1 }

    static func direction(_ ascending: Bool) -> String { ascending ? "ASC" : "DESC" }
}
