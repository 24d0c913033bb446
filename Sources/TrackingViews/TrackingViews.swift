import GRDB
import GRDBSQLite
import Synchronization
package import TrackingEvents

/// The present state of a store, derived from its events and disposable: experiments, runs, models, artifacts, as rows and documents.
///
/// Sections 3 (guarantees 4 to 6) and 8 of the design. Every answer reflects one moment of the fold. All calls are synchronous and may be made
/// from any thread; several processes may have the same directory open, and fold into it.
package final class TrackingViews: Sendable {
    /// The directory.
    package let path: String
    package let storeID: StoreID
    /// Whether the file was empty when it was opened, so that the next fold reads all there is.
    package let needsRebuild: Bool

    private struct State: ~Copyable {
        var database: ViewsDatabase?
        var fileGuard: ViewsFileGuard?
        /// Whom the fold reads from; answers to request IDs are looked up there.
        var source: (any EventSource)?
    }
    private let state: Mutex<State>

    private init(path: String, storeID: StoreID, database: ViewsDatabase, fileGuard: consuming ViewsFileGuard, needsRebuild: Bool) {
        self.path = path
        self.storeID = storeID
        self.needsRebuild = needsRebuild
        state = Mutex(State(database: database, fileGuard: consume fileGuard, source: nil))
    }

    /// Opens the views in `directory`, which is made when it is missing (its parent is not). A file of another fold version or store, or one that
    /// a power cut may have damaged, is dropped: the next fold builds it again.
    package static func open(at directory: String, storeID: StoreID) throws(ViewsError) -> TrackingViews {
        let fileGuard = try ViewsFileGuard(directory: directory)
        if fileGuard.isAlone {
            if fileGuard.isSuspect { fileGuard.dropFile() }
            try fileGuard.setMark()
        }
        do {
            let (database, needsRebuild) = try database(in: fileGuard, storeID: storeID)
            fileGuard.share()
            return TrackingViews(path: directory, storeID: storeID, database: database, fileGuard: fileGuard, needsRebuild: needsRebuild)
        } catch {
            throw (error as? ViewsError) ?? failure(error, directory, .cannotOpen)
        }
    }

    private static func database(in fileGuard: borrowing ViewsFileGuard, storeID: StoreID) throws -> (ViewsDatabase, needsRebuild: Bool) {
        do {
            let database = try ViewsDatabase(file: fileGuard.file)
            switch try ViewsIdentity.check(database, storeID: storeID) {
            case .ours(let isEmpty): return (database, isEmpty)
            case .foreign: try database.close()
            }
        } catch  where isDamage(error) && fileGuard.isAlone {
            // Falls through: a damaged file is dropped like a foreign one.
        }
        guard fileGuard.isAlone else {
            throw ViewsError(
                code: .cannotOpen, path: fileGuard.directory,
                message: "another process with another version of Cairn has the views open. End it, then try again")
        }
        fileGuard.dropFile()
        let database = try ViewsDatabase(file: fileGuard.file)
        _ = try ViewsIdentity.check(database, storeID: storeID)
        return (database, true)
    }

    /// Closes the file, and syncs it if nobody else has it open. Calls after this fail.
    package func close() {
        let open = state.withLock { state -> ViewsDatabase? in state.database.take() }
        guard let open else { return }
        // A file whose last pages did not get there stays marked as unclean: after a power cut it is made again.
        var isWhole = false
        do {
            try open.checkpoint()
            try open.close()
            isWhole = true
        } catch {}
        state.withLock { state in
            guard let fileGuard = state.fileGuard.take() else { return }
            if isWhole, fileGuard.becomeAlone() { fileGuard.markClean() }
        }
    }

    deinit { close() }
}

extension TrackingViews {
    /// Asks something of one moment of the fold.
    func read<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
        let database = try database()
        do { return try database.read(body) } catch { throw Self.translated(error, path) }
    }

    /// The same for the few rows that a rule asks for, which must not wait behind searches.
    func readFacts<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
        let database = try database()
        do { return try database.readFacts(body) } catch { throw Self.translated(error, path) }
    }

    func write<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
        let database = try database()
        do { return try database.write(body) } catch { throw Self.translated(error, path) }
    }

    var source: (any EventSource)? {
        get { state.withLock { $0.source } }
    }

    func remember(_ source: any EventSource) { state.withLock { $0.source = source } }

    private func database() throws(ViewsError) -> ViewsDatabase {
        guard let database = state.withLock({ $0.database }) else {
            throw ViewsError(code: .closed, path: path, message: "the views are closed. Open the store again")
        }
        return database
    }

    private static func isDamage(_ error: any Error) -> Bool {
        [SQLITE_CORRUPT, SQLITE_NOTADB].contains(resultCode(of: error))
    }

    /// SQLite's primary result code; SQLITE_OK for what SQLite did not report.
    private static func resultCode(of error: any Error) -> CInt {
        (error as? SQLFailure).map { $0.code & 0xFF } ?? (error as? DatabaseError).map { $0.resultCode.primaryResultCode.rawValue }
            ?? SQLITE_OK
    }

    /// What SQLite reports becomes a sentence; what others threw, a source of events for one, passes as it is.
    private static func translated(_ error: any Error, _ path: String) -> any Error {
        error is SQLFailure || error is DatabaseError ? failure(error, path, .databaseFailed) : error
    }

    private static func failure(_ error: any Error, _ path: String, _ code: ViewsError.Code) -> ViewsError {
        if let error = error as? ViewsError { return error }
        let reason = (error as? SQLFailure)?.message ?? (error as? DatabaseError)?.message ?? "\(error)"
        if resultCode(of: error) == SQLITE_TOOBIG {
            return ViewsError(code: .searchTooExpensive, path: path, message: "The search was given up: \(reason). Use a simpler one.")
        }
        let remedy =
            switch resultCode(of: error) {
            case SQLITE_FULL, SQLITE_IOERR: "Make room on that disk, then try again"
            case SQLITE_CORRUPT, SQLITE_NOTADB:
                "The file is damaged: stop what uses this store and remove the directory, which is built anew"
            default: "If it happens again, remove the directory: it is built anew from the log"
            }
        return ViewsError(code: code, path: path, message: "SQLite failed: \(reason). \(remedy)")
    }
}
