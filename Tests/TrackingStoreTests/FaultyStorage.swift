import SegmentLog
import Synchronization

/// The real file system, until a chosen call: that one and all after it fail.
final class FaultyStorage: LogStorage {
    private let real = FileStorage()
    private let remaining: Mutex<Int>
    private let code: LogError.Code
    /// Whether removals count as calls, too; a full disk lets them pass.
    private let failsRemovals: Bool
    /// Whether openings and reads count as calls, too.
    private let failsReads: Bool

    /// - Parameter count: how many changing calls succeed.
    init(failingAfter count: Int, with code: LogError.Code = .outOfSpace, failsRemovals: Bool = false, failsReads: Bool = false) {
        self.failsRemovals = failsRemovals
        self.failsReads = failsReads
        remaining = Mutex(count)
        self.code = code
    }

    var hasFailed: Bool { remaining.withLock { $0 < 0 } }

    func failFromNowOn() { fail(after: 0) }

    /// Lets `count` changing calls succeed from now on.
    func fail(after count: Int) { remaining.withLock { $0 = count } }

    /// Nothing fails any more.
    func makeRoom() { fail(after: .max) }

    fileprivate func step(_ path: String) throws(LogError) {
        let isOut = remaining.withLock { count in
            count = count <= 0 ? -1 : count - 1
            return count < 0
        }
        if isOut { throw LogError(code, path: path, message: "a planted fault") }
    }

    fileprivate func stepReading(_ path: String) throws(LogError) { if failsReads { try step(path) } }

    func fileNames(in directory: String) throws(LogError) -> [String]? { try real.fileNames(in: directory) }
    func createDirectory(_ path: String) throws(LogError) {
        try step(path)
        try real.createDirectory(path)
    }
    func synchronizeDirectory(_ directory: String) throws(LogError) {
        try step(directory)
        try real.synchronizeDirectory(directory)
    }
    func createFile(_ path: String) throws(LogError) -> any LogFile {
        try step(path)
        return FaultyFile(file: try real.createFile(path), path: path, storage: self)
    }
    func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? {
        guard failsReads else { return try real.openFile(path, for: access) }
        try stepReading(path)
        return try real.openFile(path, for: access).map { FaultyFile(file: $0, path: path, storage: self) }
    }
    func rename(_ path: String, to newPath: String) throws(LogError) {
        try step(path)
        try real.rename(path, to: newPath)
    }
    func removeFile(_ path: String) throws(LogError) {
        if failsRemovals { try step(path) }
        try real.removeFile(path)
    }
    func removeDirectory(_ path: String) throws(LogError) {
        if failsRemovals { try step(path) }
        try real.removeDirectory(path)
    }
    func lock(_ path: String) throws(LogError) -> (any LogLock)? {
        try step(path)
        return try real.lock(path)
    }
    func isLocked(_ path: String) throws(LogError) -> Bool { try real.isLocked(path) }
}

private final class FaultyFile: LogFile {
    private let file: any LogFile
    private let path: String
    private let storage: FaultyStorage

    init(file: any LogFile, path: String, storage: FaultyStorage) {
        self.file = file
        self.path = path
        self.storage = storage
    }

    var identity: LogFileIdentity { file.identity }
    func byteCount() throws(LogError) -> UInt64 { try file.byteCount() }
    func read(at offset: UInt64, byteCount: Int) throws(LogError) -> [UInt8] {
        try storage.stepReading(path)
        return try file.read(at: offset, byteCount: byteCount)
    }
    func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError) {
        try storage.step(path)
        try file.write(bytes, at: offset)
    }
    func synchronizeData() throws(LogError) {
        try storage.step(path)
        try file.synchronizeData()
    }
}
