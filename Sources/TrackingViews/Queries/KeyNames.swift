/// The texts of the keys that a page needs, and their order.
struct KeyNames {
    private var texts: [Int64: String] = [:]
    private var ranks: [Int64: Int] = [:]

    init(of keys: some Sequence<Int64>, in sql: SQLConnection) throws {
        let rows = try sql.rows("SELECT id, text FROM keys WHERE id IN \(RowList.placeholder) ORDER BY text", [RowList.value(Set(keys))]) {
            ($0.integer(0), $0.text(1))
        }
        for (rank, row) in rows.enumerated() {
            texts[row.0] = row.1
            ranks[row.0] = rank
        }
    }

    func text(_ key: Int64) -> String { texts[key] ?? "" }
    /// Keys sort by their texts, byte by byte.
    func rank(_ key: Int64) -> Int { ranks[key] ?? 0 }

    static func row(of key: String, in sql: SQLConnection) throws -> Int64? {
        try sql.first("SELECT id FROM keys WHERE text = ?", [.text(key)]) { $0.integer(0) }
    }
}
