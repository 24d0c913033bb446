import GRDB
import GRDBSQLite

/// A prepared statement, bound and stepped without boxes around values.
struct SQLStatement {
    private let statement: Statement
    private var handle: SQLiteStatement { statement.sqliteStatement }

    init(_ statement: Statement) { self.statement = statement }

    /// Runs the statement to its end, rows ignored.
    func run(_ values: [SQLValue]) throws { try forEach(values) { _ in } }

    /// Calls `body` with each row. The row is valid inside the call only.
    func forEach(_ values: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
        try visit(values) { row in
            try body(row)
            return true
        }
    }

    /// Calls `body` with row after row, as long as it returns true.
    func visit(_ values: [SQLValue], _ body: (SQLRow) throws -> Bool) throws {
        sqlite3_reset(handle)
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (index, value) in values.enumerated() { try bind(value, at: CInt(index + 1)) }
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: if try !body(SQLRow(handle: handle)) { return }
            case SQLITE_DONE: return
            case let code: throw failure(code)
            }
        }
    }

    private func bind(_ value: SQLValue, at index: CInt) throws {
        let code: CInt
        switch value {
        case .null: code = sqlite3_bind_null(handle, index)
        case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
        case .real(let number): code = sqlite3_bind_double(handle, index, number)
        case .text(var text):
            code = text.withUTF8 { bytes in
                // A null pointer would bind NULL; the empty string has one of its own.
                guard let base = bytes.baseAddress else { return sqlite3_bind_text(handle, index, "", 0, Self.copied) }
                return base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    sqlite3_bind_text64(handle, index, $0, sqlite3_uint64(bytes.count), Self.copied, UInt8(SQLITE_UTF8))
                }
            }
        case .blob(let bytes):
            code = bytes.withUnsafeBytes { buffer in
                guard let base = buffer.baseAddress else { return sqlite3_bind_zeroblob(handle, index, 0) }
                return sqlite3_bind_blob64(handle, index, base, sqlite3_uint64(buffer.count), Self.copied)
            }
        }
        guard code == SQLITE_OK else { throw failure(code) }
    }

    private func failure(_ code: CInt) -> SQLFailure {
        SQLFailure(code: code, message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))), sql: statement.sql)
    }

    /// SQLITE_TRANSIENT, a macro with a cast that Swift does not import: SQLite copies what is bound before the call returns.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
