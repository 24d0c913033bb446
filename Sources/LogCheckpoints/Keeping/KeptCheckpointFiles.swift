import ContentHashing
import SegmentLog

/// The files of kept checkpoints. A checkpoint is written as: `….tmp` made and written, fdatasync, rename to its name, fsync of the directory; so
/// whatever happens, the old one or the new one is there, whole. Specification: CheckpointsAndProofs, "Kept checkpoints".
struct KeptCheckpointFiles: Sendable {
    let directory: String
    let storage: any LogStorage

    private static let suffix = ".checkpoint"
    private static let temporarySuffix = ".tmp"
    private static let lockName = "LOCK"

    func logs() throws(KeptCheckpointError) -> [LogID] {
        try Self.storing { () throws(LogError) in
            (try storage.fileNames(in: directory) ?? []).compactMap { Self.log(ofFile: $0) }.sorted()
        }
    }

    func read(_ log: LogID, _ keys: [VerifierKey]) throws(KeptCheckpointError) -> SignedCheckpoint? {
        let path = path(log)
        let bytes = try Self.storing { () throws(LogError) in
            try storage.openFile(path, for: .reading)?.read(at: 0, byteCount: SignedNote.byteCountMax + 1)
        }
        guard let bytes else { return nil }
        let kept: SignedCheckpoint
        do { kept = try SignedCheckpoint(decoding: bytes) } catch {
            throw .damaged(path: path, byteOffset: error.byteOffset, message: error.message)
        }
        guard kept.checkpoint.logID == log else {
            throw .damaged(path: path, byteOffset: 0, message: "it is of \(kept.checkpoint.origin), not of the log in the file's name")
        }
        do { try kept.verify(keys) } catch { throw .damaged(path: path, byteOffset: 0, message: error.description) }
        return kept
    }

    /// Only its holder writes.
    func lock() throws(KeptCheckpointError) -> any LogLock {
        let path = directory + "/" + Self.lockName
        let lock = try Self.storing { () throws(LogError) in
            try storage.createDirectory(directory)
            return try storage.lock(path)
        }
        guard let lock else { throw .busy(path: path) }
        return lock
    }

    func write(_ checkpoint: SignedCheckpoint, of log: LogID) throws(KeptCheckpointError) { try write(checkpoint, to: path(log)) }

    /// The same evidence has the same name, so that it is not kept twice.
    func writeEvidence(_ checkpoint: SignedCheckpoint, of log: LogID) throws(KeptCheckpointError) {
        let root = checkpoint.checkpoint.root.description.prefix(16)
        try write(checkpoint, to: "\(directory)/\(log).fork-\(checkpoint.checkpoint.size)-\(root)")
    }

    private func write(_ checkpoint: SignedCheckpoint, to path: String) throws(KeptCheckpointError) {
        try Self.storing { () throws(LogError) in
            _ = try storage.replaceFile(path, making: path + Self.temporarySuffix, with: checkpoint.bytes, in: directory)
        }
    }

    private func path(_ log: LogID) -> String { "\(directory)/\(log)\(Self.suffix)" }

    private static func log(ofFile name: String) -> LogID? {
        guard name.hasSuffix(suffix), let log = LogID(name.dropLast(suffix.count)), name == "\(log)\(suffix)" else { return nil }
        return log
    }

    private static func storing<Result>(_ body: () throws(LogError) -> Result) throws(KeptCheckpointError) -> Result {
        do throws(LogError) { return try body() } catch { throw .storage(error) }
    }
}
