import LogSimulation
import SegmentLog

/// A file system in memory that tells before a file is opened or removed.
struct WatchedStorage: LogStorage {
    let base: SimulatedStorage
    var willOpen: @Sendable (_ path: String) -> Void = { _ in }
    var willRemove: @Sendable (_ path: String) -> Void = { _ in }

    func fileNames(in directory: String) throws(LogError) -> [String]? { try base.fileNames(in: directory) }
    func createDirectory(_ path: String) throws(LogError) { try base.createDirectory(path) }
    func synchronizeDirectory(_ directory: String) throws(LogError) { try base.synchronizeDirectory(directory) }
    func createFile(_ path: String) throws(LogError) -> any LogFile { try base.createFile(path) }
    func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? {
        willOpen(path)
        return try base.openFile(path, for: access)
    }
    func rename(_ path: String, to newPath: String) throws(LogError) { try base.rename(path, to: newPath) }
    func removeFile(_ path: String) throws(LogError) {
        willRemove(path)
        try base.removeFile(path)
    }
    func removeDirectory(_ path: String) throws(LogError) { try base.removeDirectory(path) }
    func lock(_ path: String) throws(LogError) -> (any LogLock)? { try base.lock(path) }
    func isLocked(_ path: String) throws(LogError) -> Bool { try base.isLocked(path) }
}
