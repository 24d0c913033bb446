import SegmentLog
import Synchronization

/// The real file system, its changing calls written down, one of which can be made to fail.
final class TracedStorage: LogStorage {
    private let files = FileStorage()
    private let state = Mutex(State())

    private struct State {
        var calls: [String] = []
        var failing: Int?
    }

    init(failing call: Int? = nil) { state.withLock { $0.failing = call } }

    /// The calls so far, with the last component of their path.
    var calls: [String] { state.withLock { $0.calls } }

    fileprivate func count(_ call: String, _ path: String) throws(LogError) {
        let fails = state.withLock { state in
            state.calls.append(call + " " + (path.split(separator: "/").last ?? ""))
            return state.calls.count - 1 == state.failing
        }
        if fails { throw LogError(.storageFailed, path: path, errno: 5, message: "the call was made to fail") }
    }

    func fileNames(in directory: String) throws(LogError) -> [String]? { try files.fileNames(in: directory) }

    func createDirectory(_ path: String) throws(LogError) {
        try count("createDirectory", path)
        try files.createDirectory(path)
    }

    func synchronizeDirectory(_ directory: String) throws(LogError) {
        try count("synchronizeDirectory", directory)
        try files.synchronizeDirectory(directory)
    }

    func createFile(_ path: String) throws(LogError) -> any LogFile {
        try count("createFile", path)
        return File(try files.createFile(path), path, self)
    }

    func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? { try files.openFile(path, for: access) }

    func rename(_ path: String, to newPath: String) throws(LogError) {
        try count("rename", path)
        try files.rename(path, to: newPath)
    }

    func removeFile(_ path: String) throws(LogError) {
        try count("removeFile", path)
        try files.removeFile(path)
    }

    func lock(_ path: String) throws(LogError) -> (any LogLock)? {
        try count("lock", path)
        return try files.lock(path)
    }

    func isLocked(_ path: String) throws(LogError) -> Bool { try files.isLocked(path) }

    private final class File: LogFile {
        private let file: any LogFile
        private let path: String
        private let storage: TracedStorage

        init(_ file: any LogFile, _ path: String, _ storage: TracedStorage) {
            self.file = file
            self.path = path
            self.storage = storage
        }

        var identity: LogFileIdentity { file.identity }
        func byteCount() throws(LogError) -> UInt64 { try file.byteCount() }
        func read(at offset: UInt64, byteCount: Int) throws(LogError) -> [UInt8] { try file.read(at: offset, byteCount: byteCount) }

        func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError) {
            try storage.count("write", path)
            try file.write(bytes, at: offset)
        }

        func synchronizeData() throws(LogError) {
            try storage.count("synchronizeData", path)
            try file.synchronizeData()
        }
    }
}
