import LogPositions
import SegmentLog

/// A store's files as the readers of its logs see them: `logs/<LogID>/` holds the log's files, wherever they have been moved.
///
/// A reader that was opened before its log was packed goes on without noticing. What is not a log's is passed on.
struct StoredLogStorage: LogStorage {
    private let base: any LogStorage
    private let logs: String
    private let closed: ClosedLogs

    init(_ context: StoreContext, _ closed: ClosedLogs) {
        base = context.storage
        logs = context.layout.logs + "/"
        self.closed = closed
    }

    func fileNames(in directory: String) throws(LogError) -> [String]? {
        guard let log = log(at: directory) else { return try base.fileNames(in: directory) }
        if let pack = try closed.pack(holding: log) { return try PackedLogStorage(pack).fileNames(in: directory) }
        let names = try base.fileNames(in: directory)
        // In this order: if the log is in no pack yet, nothing of it had been removed when its directory was listed.
        try closed.refresh()
        guard let pack = try closed.pack(holding: log) else { return names }
        return try PackedLogStorage(pack).fileNames(in: directory)
    }

    func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? {
        guard access == .reading, let slash = path.lastIndex(of: "/"), let log = log(at: String(path[..<slash])) else {
            return try base.openFile(path, for: access)
        }
        if let pack = try closed.pack(holding: log) { return try PackedLogStorage(pack).openFile(path, for: access) }
        if let file = try base.openFile(path, for: access) { return file }
        try closed.refresh()
        return try closed.pack(holding: log).flatMap { pack throws(LogError) in try PackedLogStorage(pack).openFile(path, for: access) }
    }

    /// The same failure by its place in a pack, where the log lies in one.
    func located(_ error: LogError) -> LogError {
        let parts = error.path.split(separator: "/").suffix(2)
        guard let log = parts.first.flatMap({ LogID($0) }), let pack = try? closed.pack(holding: log) else { return error }
        return pack.located(error)
    }

    /// The log whose directory this is.
    private func log(at directory: String) -> LogID? {
        directory.hasPrefix(logs) ? LogID(directory.dropFirst(logs.count)) : nil
    }

    func createDirectory(_ path: String) throws(LogError) { try base.createDirectory(path) }
    func synchronizeDirectory(_ directory: String) throws(LogError) { try base.synchronizeDirectory(directory) }
    func createFile(_ path: String) throws(LogError) -> any LogFile { try base.createFile(path) }
    func rename(_ path: String, to newPath: String) throws(LogError) { try base.rename(path, to: newPath) }
    func removeFile(_ path: String) throws(LogError) { try base.removeFile(path) }
    func removeDirectory(_ path: String) throws(LogError) { try base.removeDirectory(path) }
    func lock(_ path: String) throws(LogError) -> (any LogLock)? { try base.lock(path) }
    func isLocked(_ path: String) throws(LogError) -> Bool { try base.isLocked(path) }
}
