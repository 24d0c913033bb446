import TrackingEvents

/// Reads the tags or params of a page of things whose keys stand in the table as text.
struct TagReader {
    let sql: SQLConnection

    /// By ascending key.
    ///
    /// - Parameters: `table` and `owner` are names of this room's own.
    func tags(_ table: String, owner: String, _ list: SQLValue) throws -> [Int64: [Tag]] {
        var found: [Int64: [Tag]] = [:]
        try sql.statement(
            "SELECT \(owner), key, value FROM \(table) WHERE \(owner) IN \(RowList.placeholder) AND value IS NOT NULL ORDER BY \(owner), key"
        ).forEach([list]) { found[$0.integer(0), default: []].append(Tag(key: $0.text(1), value: $0.text(2))) }
        return found
    }
}
