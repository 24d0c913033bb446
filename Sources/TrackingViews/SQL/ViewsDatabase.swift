import GRDB
import GRDBSQLite

/// The SQLite file: one writer, a few concurrent readers, in WAL mode.
///
/// Never synced while it is open (`ViewsFileGuard` says what that means for opening it again). Memory is bounded: 4 MiB of page cache for each
/// connection, at most five connections.
struct ViewsDatabase: Sendable {
    let pool: DatabasePool

    static let readerCountMax = 4

    init(file: String) throws {
        var configuration = Configuration()
        configuration.maximumReaderCount = Self.readerCountMax
        configuration.busyMode = .timeout(60)
        configuration.persistentReadOnlyConnections = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -4096")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA synchronous = OFF")
            try SearchFunctions.register(on: database)
        }
        pool = try DatabasePool(path: file, configuration: configuration)
    }

    /// One snapshot for all that `body` asks.
    func read<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
        try pool.read { try body(SQLConnection(database: $0)) }
    }

    /// A transaction that excludes every other writer, in this process and in others, from its start on.
    func write<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
        try pool.writeWithoutTransaction { database in
            var value: Value?
            try database.inTransaction(.immediate) {
                value = try body(SQLConnection(database: database))
                return .commit
            }
            return value!
        }
    }

    /// Moves everything from the WAL into the file.
    func checkpoint() throws {
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    }
}
