/// Everything that a log asks of the file system. The real one is `FileStorage`; a simulated one can lose power after any call.
///
/// Paths are strings, `/` separates. What a call leaves behind is durable only after the synchronising call that covers it has returned:
/// `LogFile.synchronizeData` for bytes and length, `synchronizeDirectory` for names. Calls may come from any thread.
public protocol LogStorage: Sendable {
    /// The names in a directory, in no order, without `.` and `..`; nil when there is no such directory.
    func fileNames(in directory: String) throws(LogError) -> [String]?
    /// Makes a directory whose parent exists, and makes its name durable. Does nothing when it is there.
    func createDirectory(_ path: String) throws(LogError)
    /// Makes names made, changed and removed in `directory` durable: fsync(2) of the directory.
    func synchronizeDirectory(_ directory: String) throws(LogError)
    /// A new, empty file, for reading and writing. Fails when the name is taken.
    func createFile(_ path: String) throws(LogError) -> any LogFile
    /// A file that exists; nil when it does not.
    func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)?
    /// Gives the file `path` the name `newPath`, atomically, in place of a file that has it.
    func rename(_ path: String, to newPath: String) throws(LogError)
    /// Removes a file. Does nothing when it is not there.
    func removeFile(_ path: String) throws(LogError)
    /// Removes a directory that is empty. Does nothing when it is not there or not empty.
    func removeDirectory(_ path: String) throws(LogError)
    /// Takes the lock file `path`, making it if necessary, until the result is released or goes; nil when another writer holds it, in this
    /// process or another.
    func lock(_ path: String) throws(LogError) -> (any LogLock)?
    /// Whether a writer, in this process or another, holds the lock file `path`.
    func isLocked(_ path: String) throws(LogError) -> Bool
}

extension LogStorage {
    /// For a storage that knows no directories of their own: an empty one is nothing that anybody reads.
    public func removeDirectory(_ path: String) throws(LogError) {}
}

/// What a file is opened for.
public enum LogFileAccess: Sendable {
    case reading, readingAndWriting
}
