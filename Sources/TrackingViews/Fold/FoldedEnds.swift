import LogPositions

/// How much of each log is folded, as the table `logs` says.
enum FoldedEnds {
    static func all(in sql: SQLConnection) throws -> [LogID: UInt64] {
        let rows = try sql.rows("SELECT log, folded FROM logs WHERE folded > 0") {
            (LogID(bytes: $0.blob(0)), UInt64(bitPattern: $0.integer(1)))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    static func end(of log: LogID, in sql: SQLConnection) throws -> UInt64 {
        try sql.first("SELECT folded FROM logs WHERE log = ?", [.blob(log.bytes)]) { UInt64(bitPattern: $0.integer(0)) } ?? 0
    }

    static func set(_ log: LogID, to end: UInt64, in sql: SQLConnection) throws {
        try sql.run("UPDATE logs SET folded = ? WHERE id = ?", .integer(Int64(bitPattern: end)), .integer(try row(of: log, in: sql)))
    }

    /// The row of `log`, made when it is new.
    static func row(of log: LogID, in sql: SQLConnection) throws -> Int64 {
        if let known = try sql.first("SELECT id FROM logs WHERE log = ?", [.blob(log.bytes)], { $0.integer(0) }) { return known }
        try sql.run("INSERT INTO logs (log, folded) VALUES (?, 0)", .blob(log.bytes))
        return sql.lastInsertedID
    }
}
