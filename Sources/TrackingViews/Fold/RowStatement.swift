import GRDB
import GRDBSQLite

/// A statement that the fold runs for nearly every event: looked up once in a transaction, and bound without copies or boxes.
///
/// What is bound is lent for the step only, so each method binds, steps and resets.
struct RowStatement {
    // Holds what `handle` stands for.
    private let statement: Statement
    private var handle: SQLiteStatement { statement.sqliteStatement }

    /// - Parameter text: of this room's own, prepared once per connection.
    init(_ text: String, in sql: SQLConnection) throws { statement = try sql.database.cachedStatement(sql: text) }

    /// Two rows, a text (nil: NULL), and a place in the order.
    ///
    /// - Returns: whether a row was changed.
    @discardableResult
    func run(_ first: Int64, _ second: Int64, _ text: String?, _ order: [UInt8]) throws -> Bool {
        sqlite3_bind_int64(handle, 1, first)
        sqlite3_bind_int64(handle, 2, second)
        return try order.withUnsafeBytes { order in
            sqlite3_bind_blob64(handle, 4, order.baseAddress, sqlite3_uint64(order.count), nil)
            guard var text else {
                sqlite3_bind_null(handle, 3)
                return try step()
            }
            return try text.withUTF8 { text in
                // A null pointer would bind NULL; the empty string has one of its own.
                guard let base = text.baseAddress else {
                    sqlite3_bind_text(handle, 3, "", 0, Self.copied)
                    return try step()
                }
                return try base.withMemoryRebound(to: CChar.self, capacity: text.count) { base in
                    sqlite3_bind_text64(handle, 3, base, sqlite3_uint64(text.count), nil, UInt8(SQLITE_UTF8))
                    return try step()
                }
            }
        }
    }

    /// Numbers only.
    @discardableResult
    func run(_ first: Int64, _ second: Int64, _ third: Int64, _ fourth: Int64) throws -> Bool {
        sqlite3_bind_int64(handle, 1, first)
        sqlite3_bind_int64(handle, 2, second)
        sqlite3_bind_int64(handle, 3, third)
        sqlite3_bind_int64(handle, 4, fourth)
        return try step()
    }

    private func step() throws -> Bool {
        let code = sqlite3_step(handle)
        defer { sqlite3_reset(handle) }
        let connection = sqlite3_db_handle(handle)
        guard code == SQLITE_DONE || code == SQLITE_ROW else {
            throw SQLFailure(code: code, message: String(cString: sqlite3_errmsg(connection)), sql: statement.sql)
        }
        return sqlite3_changes(connection) > 0
    }

    /// SQLITE_TRANSIENT, a macro with a cast that Swift does not import.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

/// The statements of the rows that come in numbers.
struct RowStatements {
    let insertParam: RowStatement
    let setTag: RowStatement
    let addPosition: RowStatement

    init(in sql: SQLConnection) throws {
        insertParam = try RowStatement("INSERT INTO run_params VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", in: sql)
        setTag = try RowStatement(
            """
            INSERT INTO run_tags VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, event_order = excluded.event_order
            WHERE excluded.event_order >= run_tags.event_order
            """, in: sql)
        addPosition = try RowStatement("INSERT OR IGNORE INTO entity_positions VALUES (?, ?, ?, ?)", in: sql)
    }
}
