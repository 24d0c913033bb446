import GRDB
import TrackingEvents

/// Whose views a file holds, and of which fold version.
enum ViewsIdentity {
    enum Finding {
        case ours(isEmpty: Bool)
        case foreign
    }

    /// Makes the tables in an empty file.
    static func check(_ database: ViewsDatabase, storeID: StoreID) throws -> Finding {
        let expected = ["fold_version": String(ViewsSchema.foldVersion), "store": storeID.rawValue]
        return try database.write { sql in
            guard try sql.has("SELECT 1 FROM sqlite_schema WHERE name = 'meta'", []) else {
                for statement in ViewsSchema.statements { try sql.database.execute(sql: statement) }
                for (name, value) in expected { try sql.run("INSERT INTO meta VALUES (?, ?)", .text(name), .text(value)) }
                return .ours(isEmpty: true)
            }
            let found = try sql.rows("SELECT name, value FROM meta") { ($0.text(0), $0.text(1)) }
            guard Dictionary(uniqueKeysWithValues: found) == expected else { return .foreign }
            return .ours(isEmpty: try !sql.has("SELECT 1 FROM logs LIMIT 1", []))
        }
    }

    /// Empties every table but `meta`.
    static func empty(_ sql: SQLConnection) throws {
        let tables = try sql.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'meta'") { $0.text(0) }
        for table in tables { try sql.database.execute(sql: "DELETE FROM \(table)") }
    }
}
