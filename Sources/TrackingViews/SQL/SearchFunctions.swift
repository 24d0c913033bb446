import GRDB
import GRDBSQLite

/// The functions that statements of searches call: `cairn_like(value, pattern)`; `cairn_ilike(value, pattern)` with a pattern whose case was
/// folded before it was bound; and `cairn_has(set, row)` for a `RunSet`. SQLite's own LIKE knows no case outside ASCII, and which case it minds
/// is a setting.
enum SearchFunctions {
    static func register(on database: Database) throws {
        try register("cairn_like", on: database) { context, _, arguments in
            let matches = SearchFunctions.withArguments(arguments) { TextPattern.matches($0, $1) }
            sqlite3_result_int(context, matches ? 1 : 0)
        }
        try register("cairn_ilike", on: database) { context, _, arguments in
            let matches = SearchFunctions.withArguments(arguments) { value, pattern in
                var folded = TextPattern.caseFolded(String(decoding: value, as: UTF8.self))
                return folded.withUTF8 { TextPattern.matches($0, pattern) }
            }
            sqlite3_result_int(context, matches ? 1 : 0)
        }
        try register("cairn_has", on: database) { context, _, arguments in
            guard let arguments, let set = sqlite3_value_blob(arguments[0]) else { return sqlite3_result_int(context, 0) }
            let row = sqlite3_value_int64(arguments[1])
            let isInside = row >= 0 && row >> 3 < Int64(sqlite3_value_bytes(arguments[0]))
            let byte = isInside ? set.load(fromByteOffset: Int(row >> 3), as: UInt8.self) : 0
            sqlite3_result_int(context, CInt(byte >> UInt8(row & 7) & 1))
        }
    }

    private typealias Function = @convention(c) (OpaquePointer?, CInt, UnsafeMutablePointer<OpaquePointer?>?) -> Void

    private static func register(_ name: String, on database: Database, _ function: Function) throws {
        let code = sqlite3_create_function_v2(
            database.sqliteConnection, name, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil, function, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLFailure(code: code, message: "cannot register \(name)", sql: "") }
    }

    /// NULL matches nothing.
    private static func withArguments(
        _ arguments: UnsafeMutablePointer<OpaquePointer?>?,
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        guard let arguments, sqlite3_value_type(arguments[0]) != SQLITE_NULL else { return false }
        return body(bytes(of: arguments[0]), bytes(of: arguments[1]))
    }

    private static func bytes(of value: OpaquePointer?) -> UnsafeBufferPointer<UInt8> {
        // The text first: it may convert, and changes the count.
        let base = sqlite3_value_text(value)
        return UnsafeBufferPointer(start: base, count: Int(sqlite3_value_bytes(value)))
    }
}
