import SegmentLog
import Synchronization

/// The real file system, which counts the files that are opened and the directories that are listed.
final class CountingStorage: LogStorage {
    private let real = FileStorage()
    private let count = Mutex(0)

    var openedCount: Int { count.withLock { $0 } }

    func fileNames(in directory: String) throws(LogError) -> [String]? {
        count.withLock { $0 += 1 }
        return try real.fileNames(in: directory)
    }
    func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? {
        count.withLock { $0 += 1 }
        return try real.openFile(path, for: access)
    }
    func createDirectory(_ path: String) throws(LogError) { try real.createDirectory(path) }
    func synchronizeDirectory(_ directory: String) throws(LogError) { try real.synchronizeDirectory(directory) }
    func createFile(_ path: String) throws(LogError) -> any LogFile { try real.createFile(path) }
    func rename(_ path: String, to newPath: String) throws(LogError) { try real.rename(path, to: newPath) }
    func removeFile(_ path: String) throws(LogError) { try real.removeFile(path) }
    func removeDirectory(_ path: String) throws(LogError) { try real.removeDirectory(path) }
    func lock(_ path: String) throws(LogError) -> (any LogLock)? { try real.lock(path) }
    func isLocked(_ path: String) throws(LogError) -> Bool { try real.isLocked(path) }
}
