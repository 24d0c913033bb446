/// SQLite refused a step. Turned into a `ViewsError` before it leaves the room.
struct SQLFailure: Error {
    /// SQLite's result code.
    var code: Int32
    var message: String
    var sql: String
}
