import GRDB
import GRDBSQLite

/// The two functions that statements of searches call: `cairn_like(value, pattern)`, and `cairn_ilike(value, pattern)` with a pattern whose
/// case was folded before it was bound. SQLite's own LIKE knows no case outside ASCII, and which case it minds is a setting.
enum PatternFunctions {
    static func register(on database: Database) throws {
        try register("cairn_like", on: database) { context, _, arguments in
            let matches = PatternFunctions.withArguments(arguments) { TextPattern.matches($0, $1) }
            sqlite3_result_int(context, matches ? 1 : 0)
        }
        try register("cairn_ilike", on: database) { context, _, arguments in
            let matches = PatternFunctions.withArguments(arguments) { value, pattern in
                var folded = TextPattern.caseFolded(String(decoding: value, as: UTF8.self))
                return folded.withUTF8 { TextPattern.matches($0, pattern) }
            }
            sqlite3_result_int(context, matches ? 1 : 0)
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
