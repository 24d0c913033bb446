import GRDB
import GRDBSQLite

/// The SQLite file: one writer, a few concurrent readers, in WAL mode.
///
/// Never synced while it is open (`ViewsFileGuard` says what that means for opening it again). Memory is bounded: 4 MiB of page cache for each
/// connection and as much again for the writer, at most six connections.
struct ViewsDatabase: Sendable {
    let pool: DatabasePool
    /// For the few rows that commands ask for: a connection of its own, since they must not queue behind searches.
    private let facts: DatabaseQueue

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
        // A transaction of the fold touches indexes all over the place: with less memory its pages go to the log and come back.
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA cache_size = -8192")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        }
        configuration.readonly = true
        facts = try DatabaseQueue(path: file, configuration: configuration)
    }

    func close() throws {
        try facts.close()
        try pool.close()
    }

    /// One snapshot, for look-ups of single rows only: whoever asks next waits.
    func readFacts<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
        try facts.read { try body(SQLConnection(database: $0)) }
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
