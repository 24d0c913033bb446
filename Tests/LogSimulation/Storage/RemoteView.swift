import SegmentLog
import Synchronization

/// The files as another machine sees them over NFS, close-to-open: a file has the bytes that the server had when it was opened, and keeps them;
/// the server has what the writer has synced, and any of what it has not; names are seen late.
///
/// Reading only. It goes along the moments of a run on the writer's machine.
final class RemoteView: LogStorage {
    private struct State {
        var moment = 0
        /// Names are those of this moment.
        var namesMoment = 0
        var numbers: SeededNumbers
    }

    /// No name is seen later than by this many moments.
    private static let lagMax = 6

    private let moments: [Moment]
    private let state: Mutex<State>

    init(_ moments: [Moment], seed: UInt64) {
        self.moments = moments
        state = Mutex(State(numbers: SeededNumbers(seed: seed)))
    }

    /// Time goes on; the names follow by and by.
    func advance(to moment: Int) {
        state.withLock { state in
            state.moment = moment
            let lag = Int(state.numbers.next() % UInt64(Self.lagMax + 1))
            state.namesMoment = max(state.namesMoment, moment - lag, 0)
        }
    }

    private var namesNow: Disk { moments[state.withLock { $0.namesMoment }].disk }

    func fileNames(in directory: String) throws(LogError) -> [String]? { namesNow.fileNames(in: directory) }

    func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? {
        guard access == .reading else { throw refused(path) }
        guard let number = namesNow.file(at: path) else { return nil }
        let (now, seed) = state.withLock { (moments[$0.moment].disk, $0.numbers.next()) }
        guard now.filePaths.contains(where: { now.file(at: $0) == number }) else {
            throw LogError(.storageFailed, path: path, errno: 116, message: "a stale file handle")
        }
        return File(number, now.bytesOnServer(number, seed: seed))
    }

    func isLocked(_ path: String) throws(LogError) -> Bool { true }
    func createDirectory(_ path: String) throws(LogError) { throw refused(path) }
    func synchronizeDirectory(_ directory: String) throws(LogError) { throw refused(directory) }
    func createFile(_ path: String) throws(LogError) -> any LogFile { throw refused(path) }
    func rename(_ path: String, to newPath: String) throws(LogError) { throw refused(path) }
    func removeFile(_ path: String) throws(LogError) { throw refused(path) }
    func lock(_ path: String) throws(LogError) -> (any LogLock)? { throw refused(path) }

    private func refused(_ path: String) -> LogError {
        LogError(.notPermitted, path: path, errno: 30, message: "the other machine only reads")
    }

    private final class File: LogFile {
        let identity: LogFileIdentity
        private let bytes: [UInt8]

        init(_ number: Int, _ bytes: [UInt8]) {
            identity = LogFileIdentity(device: 0, number: UInt64(number))
            self.bytes = bytes
        }

        func byteCount() throws(LogError) -> UInt64 { UInt64(bytes.count) }
        func read(at offset: UInt64, byteCount: Int) throws(LogError) -> [UInt8] {
            guard offset < UInt64(bytes.count) else { return [] }
            return Array(bytes[Int(offset)..<min(bytes.count, Int(offset) + byteCount)])
        }
        func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError) { preconditionFailure("opened for reading") }
        func synchronizeData() throws(LogError) { preconditionFailure("opened for reading") }
    }
}

extension Disk {
    /// What a server has of a file: what was synced, and any of the rest.
    fileprivate func bytesOnServer(_ file: Int, seed: UInt64) -> [UInt8] {
        var numbers = SeededNumbers(seed: seed)
        var bytes = files[file].durable
        for change in files[file].unsynced where numbers.next() >> 63 == 0 { Disk.apply(change.kind, to: &bytes) }
        return bytes
    }
}
