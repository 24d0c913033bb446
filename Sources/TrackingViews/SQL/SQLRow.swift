import GRDB
import GRDBSQLite

/// The row on which a statement stands. Columns are counted from zero.
struct SQLRow {
    let handle: SQLiteStatement

    func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, CInt(column)) == SQLITE_NULL }
    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, CInt(column)) }
    func real(_ column: Int) -> Double { sqlite3_column_double(handle, CInt(column)) }
    /// A metric's value: NULL stands for NaN.
    func metric(_ column: Int) -> Double { isNull(column) ? .nan : real(column) }

    /// Empty for NULL.
    func text(_ column: Int) -> String {
        guard let base = sqlite3_column_text(handle, CInt(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, CInt(column)))
        return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
    func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }

    /// Empty for NULL.
    func blob(_ column: Int) -> [UInt8] {
        guard let base = sqlite3_column_blob(handle, CInt(column)) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: base, count: Int(sqlite3_column_bytes(handle, CInt(column)))))
    }
}
