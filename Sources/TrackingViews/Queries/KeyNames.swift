/// The keys of metrics, params and tags, each kept once.
enum KeyNames {
    static func row(of key: String, in sql: SQLConnection) throws -> Int64? {
        try sql.first("SELECT id FROM keys WHERE text = ?", [.text(key)]) { $0.integer(0) }
    }
}
