/// The logs of a pack as directories of a file system that cannot be written: everything that reads a log reads a packed one through it.
///
/// A directory is whatever path ends in a log's identity; `Pack.directory` names one.
public struct PackedLogStorage: LogStorage {
    public let pack: Pack

    public init(_ pack: Pack) { self.pack = pack }

    public func fileNames(in directory: String) throws(LogError) -> [String]? {
        log(at: directory)?.files.map(\.name)
    }

    public func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? {
        guard access == .reading else { throw Self.isReadOnly(path) }
        guard let slash = path.lastIndex(of: "/") else { return nil }
        let name = path[path.index(after: slash)...]
        return log(at: String(path[..<slash]))?.files.first { $0.name == name }.map { pack.open($0) }
    }

    /// Nobody writes a packed log.
    public func isLocked(_ path: String) throws(LogError) -> Bool { false }

    public func lock(_ path: String) throws(LogError) -> (any LogLock)? { throw Self.isReadOnly(path) }
    public func createDirectory(_ path: String) throws(LogError) { throw Self.isReadOnly(path) }
    public func synchronizeDirectory(_ directory: String) throws(LogError) { throw Self.isReadOnly(directory) }
    public func createFile(_ path: String) throws(LogError) -> any LogFile { throw Self.isReadOnly(path) }
    public func rename(_ path: String, to newPath: String) throws(LogError) { throw Self.isReadOnly(path) }
    public func removeFile(_ path: String) throws(LogError) { throw Self.isReadOnly(path) }
    public func removeDirectory(_ path: String) throws(LogError) { throw Self.isReadOnly(path) }

    private func log(at directory: String) -> PackedLog? {
        let start = directory.lastIndex(of: "/").map { directory.index(after: $0) } ?? directory.startIndex
        return LogID(directory[start...]).flatMap { pack.log($0) }
    }

    static func isReadOnly(_ path: String) -> LogError {
        LogError(.notPermitted, path: path, message: "a packed log is closed and cannot be changed; start a log of your own")
    }
}
