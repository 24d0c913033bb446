/// The real file system.
public struct FileStorage: LogStorage {
    public init() {}
    public func fileNames(in directory: String) throws(LogError) -> [String]? { fatalError("not there yet") }
    public func createDirectory(_ path: String) throws(LogError) { fatalError("not there yet") }
    public func synchronizeDirectory(_ directory: String) throws(LogError) { fatalError("not there yet") }
    public func createFile(_ path: String) throws(LogError) -> any LogFile { fatalError("not there yet") }
    public func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? { fatalError("not there yet") }
    public func rename(_ path: String, to newPath: String) throws(LogError) { fatalError("not there yet") }
    public func removeFile(_ path: String) throws(LogError) { fatalError("not there yet") }
    public func lock(_ path: String) throws(LogError) -> (any LogLock)? { fatalError("not there yet") }
    public func isLocked(_ path: String) throws(LogError) -> Bool { fatalError("not there yet") }
}
