import LogSimulation
import SegmentLog

/// A file system on which one bit of what a rewriter writes arrives wrong, and nobody says so.
final class MiswritingStorage: LogStorage {
    private let base: SimulatedStorage
    private let byteOffset: Int

    init(_ base: SimulatedStorage, byteOffset: Int) {
        self.base = base
        self.byteOffset = byteOffset
    }

    func fileNames(in directory: String) throws(LogError) -> [String]? { try base.fileNames(in: directory) }
    func createDirectory(_ path: String) throws(LogError) { try base.createDirectory(path) }
    func synchronizeDirectory(_ directory: String) throws(LogError) { try base.synchronizeDirectory(directory) }
    func createFile(_ path: String) throws(LogError) -> any LogFile {
        File(try base.createFile(path), path.hasSuffix(".rewrite") ? byteOffset : nil)
    }
    func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? {
        try base.openFile(path, for: access)
    }
    func rename(_ path: String, to newPath: String) throws(LogError) { try base.rename(path, to: newPath) }
    func removeFile(_ path: String) throws(LogError) { try base.removeFile(path) }
    func lock(_ path: String) throws(LogError) -> (any LogLock)? { try base.lock(path) }
    func isLocked(_ path: String) throws(LogError) -> Bool { try base.isLocked(path) }

    private final class File: LogFile {
        private let base: any LogFile
        private let byteOffset: Int?

        init(_ base: any LogFile, _ byteOffset: Int?) {
            self.base = base
            self.byteOffset = byteOffset
        }

        var identity: LogFileIdentity { base.identity }
        func byteCount() throws(LogError) -> UInt64 { try base.byteCount() }
        func read(at offset: UInt64, byteCount: Int) throws(LogError) -> [UInt8] { try base.read(at: offset, byteCount: byteCount) }
        func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError) {
            var bytes = bytes
            if let place = byteOffset.map({ $0 - Int(offset) }), bytes.indices.contains(place) { bytes[place] ^= 4 }
            try base.write(bytes, at: offset)
        }
        func synchronizeData() throws(LogError) { try base.synchronizeData() }
    }
}
