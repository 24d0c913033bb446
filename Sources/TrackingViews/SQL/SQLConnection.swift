import GRDB
import GRDBSQLite

/// One SQLite connection, for as long as GRDB lends it.
struct SQLConnection {
    let database: Database

    /// A statement of this room's own text, prepared once per connection. Never for text that a request shaped: the cache has no bound.
    func statement(_ sql: String) throws -> SQLStatement { SQLStatement(try database.cachedStatement(sql: sql)) }

    /// A statement whose text a request shaped (never its values): prepared for this once.
    func passingStatement(_ sql: String) throws -> SQLStatement { SQLStatement(try database.makeStatement(sql: sql)) }

    func run(_ sql: String, _ values: SQLValue...) throws { try statement(sql).run(values) }

    func rows<Value>(_ sql: String, _ values: [SQLValue] = [], _ read: (SQLRow) throws -> Value) throws -> [Value] {
        var found: [Value] = []
        try statement(sql).forEach(values) { found.append(try read($0)) }
        return found
    }

    func first<Value>(_ sql: String, _ values: [SQLValue], _ read: (SQLRow) throws -> Value) throws -> Value? {
        var found: Value?
        try statement(sql).visit(values) { row in
            found = try read(row)
            return false
        }
        return found
    }

    func has(_ sql: String, _ values: [SQLValue]) throws -> Bool { try first(sql, values) { _ in true } ?? false }

    /// The rowid of the row that the last insert made.
    var lastInsertedID: Int64 { sqlite3_last_insert_rowid(database.sqliteConnection!) }
    /// How many rows the last insert, update or delete changed.
    var changeCount: Int { Int(sqlite3_changes(database.sqliteConnection!)) }
}
