import LogSimulation
import SegmentLog
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// A file system in memory whose syncs of files can be held up.
final class GatedStorage: LogStorage {
    private let base = SimulatedStorage()
    private let gate = Gate()

    /// Holds up every sync from now on.
    func closeGate() { gate.isClosed.store(true, ordering: .sequentiallyConsistent) }
    func openGate() { gate.isClosed.store(false, ordering: .sequentiallyConsistent) }
    /// How many syncs are held up.
    var heldCount: Int { gate.heldCount.load(ordering: .sequentiallyConsistent) }

    func fileNames(in directory: String) throws(LogError) -> [String]? { try base.fileNames(in: directory) }
    func createDirectory(_ path: String) throws(LogError) { try base.createDirectory(path) }
    func synchronizeDirectory(_ directory: String) throws(LogError) { try base.synchronizeDirectory(directory) }
    func createFile(_ path: String) throws(LogError) -> any LogFile { File(try base.createFile(path), gate) }
    func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? {
        try base.openFile(path, for: access).map { File($0, gate) }
    }
    func rename(_ path: String, to newPath: String) throws(LogError) { try base.rename(path, to: newPath) }
    func removeFile(_ path: String) throws(LogError) { try base.removeFile(path) }
    func lock(_ path: String) throws(LogError) -> (any LogLock)? { try base.lock(path) }
    func isLocked(_ path: String) throws(LogError) -> Bool { try base.isLocked(path) }

    private final class Gate: Sendable {
        let isClosed = Atomic(false)
        let heldCount = Atomic(0)

        func pass() {
            heldCount.add(1, ordering: .sequentiallyConsistent)
            while isClosed.load(ordering: .sequentiallyConsistent) { sched_yield() }
            heldCount.subtract(1, ordering: .sequentiallyConsistent)
        }
    }

    private final class File: LogFile {
        private let base: any LogFile
        private let gate: Gate

        init(_ base: any LogFile, _ gate: Gate) {
            self.base = base
            self.gate = gate
        }

        var identity: LogFileIdentity { base.identity }
        func byteCount() throws(LogError) -> UInt64 { try base.byteCount() }
        func read(at offset: UInt64, byteCount: Int) throws(LogError) -> [UInt8] { try base.read(at: offset, byteCount: byteCount) }
        func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError) { try base.write(bytes, at: offset) }
        func synchronizeData() throws(LogError) {
            gate.pass()
            try base.synchronizeData()
        }
    }
}
