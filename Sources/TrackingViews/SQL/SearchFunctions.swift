import GRDB
import GRDBSQLite

/// The functions that statements of searches call: `cairn_like(value, pattern)`; `cairn_ilike(value, pattern)` with a pattern whose case was
/// folded before it was bound; and `cairn_has(set, row)` for a `RunSet`. SQLite's own LIKE knows no case outside ASCII, and which case it minds
/// is a setting.
enum SearchFunctions {
    /// How many bytes one condition of one search may read again, beyond some for each value: some hundredths of a second. Only patterns made for
    /// it need that much.
    private static let rereadCountMax = 20_000_000
    private static let rereadsPerByte = 16
    private static let rereadsPerValueMax = 1_000_000

    static func register(on database: Database) throws {
        try register("cairn_like", on: database) { context, _, arguments in
            SearchFunctions.answer(context, arguments) { TextPattern.matches($0, $1, rereads: &$2) }
        }
        try register("cairn_ilike", on: database) { context, _, arguments in
            SearchFunctions.answer(context, arguments) { value, pattern, rereads in
                var folded = TextPattern.caseFolded(String(decoding: value, as: UTF8.self))
                return folded.withUTF8 { TextPattern.matches($0, pattern, rereads: &rereads) }
            }
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

    /// NULL matches nothing. A search whose budget is used up ends with SQLITE_TOOBIG.
    private static func answer(
        _ context: OpaquePointer?, _ arguments: UnsafeMutablePointer<OpaquePointer?>?,
        _ match: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>, inout Int) -> Bool?
    ) {
        guard let arguments, sqlite3_value_type(arguments[0]) != SQLITE_NULL else { return sqlite3_result_int(context, 0) }
        let value = bytes(of: arguments[0])
        let budget = budget(of: context)
        let free = min(rereadsPerByte * value.count, rereadsPerValueMax)
        let granted = free + (budget?.pointee ?? rereadCountMax)
        var left = granted
        let answer = match(value, bytes(of: arguments[1]), &left)
        if let budget { budget.pointee -= max(0, granted - left - free) }
        if let answer { return sqlite3_result_int(context, answer ? 1 : 0) }
        sqlite3_result_error(context, "a LIKE pattern of this search takes too long on what is stored here", -1)
        sqlite3_result_error_code(context, SQLITE_TOOBIG)
    }

    /// What is left of the budget of this condition in this run of its statement; nil where SQLite does not keep it.
    private static func budget(of context: OpaquePointer?) -> UnsafeMutablePointer<Int>? {
        if let known = sqlite3_get_auxdata(context, 1) { return known.assumingMemoryBound(to: Int.self) }
        let fresh = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        fresh.initialize(to: rereadCountMax)
        sqlite3_set_auxdata(context, 1, fresh) { $0?.deallocate() }
        return sqlite3_get_auxdata(context, 1)?.assumingMemoryBound(to: Int.self)
    }

    private static func bytes(of value: OpaquePointer?) -> UnsafeBufferPointer<UInt8> {
        // The text first: it may convert, and changes the count.
        let base = sqlite3_value_text(value)
        return UnsafeBufferPointer(start: base, count: Int(sqlite3_value_bytes(value)))
    }
}
