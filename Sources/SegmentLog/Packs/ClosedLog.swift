public import ContentHashing

/// A log that has come to its end: every segment is sealed, and nobody will append to it any more.
///
/// Whether a writer may come back is for the owner of the directory to know; a log whose lock is held, or that is being rewritten, is none.
public struct ClosedLog: Sendable {
    public let logID: LogID
    /// The number of its records.
    public let recordCount: UInt64
    /// The root over them; nil when the log keeps no tree.
    public let root: Digest?
    /// Where it lies in `storage`.
    public let directory: String
    public let storage: any LogStorage
    /// What goes into a pack, in the order of their names.
    public let fileNames: [String]
    /// The bytes of these files.
    public let byteCount: UInt64

    /// Looks at headers and footers of the log in `directory`; reads no block.
    ///
    /// - Returns: nil when the log is not closed, when a segment is damaged as far as that is seen, or when a file lies there that is no log's.
    /// - Throws: `newerFormat`, or the environment's error.
    public init?(directory: String, storage: any LogStorage) throws(LogError) {
        let names = (try storage.fileNames(in: directory) ?? []).filter { !SegmentName.isAuxiliary($0) }.sorted()
        guard names.allSatisfy({ SegmentName.isPackable($0) }), names.count <= PackLimits.maximumFileCountOfLog else { return nil }
        var expected: SegmentHeader?
        for first in names.compactMap({ SegmentName.first(ofSegment: $0) }) {
            guard let (segment, footer) = try Self.sealed(first, directory, storage), first == expected?.firstSequenceNumber ?? .zero,
                segment.header == expected ?? segment.header
            else { return nil }
            expected = segment.header.successor(of: footer)
        }
        guard let expected, !(try SegmentName.isLocked(directory, storage)) else { return nil }
        logID = expected.logID
        recordCount = expected.firstSequenceNumber.rawValue
        root = expected.isHashed ? expected.frontier.root : nil
        self.directory = directory
        self.storage = storage
        fileNames = names
        byteCount = try Self.byteCount(of: names, directory, storage)
    }

    private static func sealed(
        _ first: SequenceNumber, _ directory: String, _ storage: any LogStorage
    ) throws(LogError) -> (SegmentFile, SegmentFooter)? {
        do throws(SegmentFile.Fault) {
            guard let segment = try SegmentFile.open(first, in: directory, storage) else { return nil }
            do throws(LogError) { return try segment.footer().map { (segment, $0) } } catch { throw .unreadable(error) }
        } catch {
            if case .damaged = error { return nil }
            throw error.logError(path: directory + "/" + SegmentName.segment(first))
        }
    }

    private static func byteCount(of names: [String], _ directory: String, _ storage: any LogStorage) throws(LogError) -> UInt64 {
        var total: UInt64 = 0
        for name in names { total += try storage.openFile(directory + "/" + name, for: .reading)?.byteCount() ?? 0 }
        return total
    }

    /// Whether the newest segment of the log in `directory` is sealed; false as well when that cannot be told, or when there is no log.
    package static func isSealed(_ directory: String, storage: any LogStorage) throws(LogError) -> Bool {
        guard let last = try LogReader.segmentFirsts(in: directory, storage).last else { return false }
        return try sealed(last, directory, storage) != nil
    }

    /// Whether somebody writes, recovers or rewrites the log at this moment.
    package static func isInUse(_ directory: String, storage: any LogStorage) throws(LogError) -> Bool {
        try SegmentName.isLocked(directory, storage)
    }

    /// Reads every byte: nil when the log is intact and is what headers and footers said, else what is wrong.
    public func damage() throws(LogError) -> LogDamage? {
        let report = try LogVerification.verify(directory: directory, storage: storage)
        if let damage = report.damage.first { return damage }
        if report.isClosed, report.logID == logID, report.recordCount == recordCount, report.root == root { return nil }
        let path = directory + "/" + (fileNames.first ?? "")
        return LogDamage(file: path, byteOffset: 0, kind: .merkle, message: "records or root are not those that the footer counts")
    }

    /// Removes the empty lock files that a closed log has no use for; while the log is being rewritten, nothing. Only for who knows that nobody will
    /// open the log for writing at this moment.
    public static func removeLockFile(in directory: String, storage: any LogStorage) throws(LogError) {
        // Only who holds the rewriting's lock may remove its file: two who hold locks on files of the same name would write the same new segment.
        // Where there is none, none is made: a lock's file must not be what a full disk has no room for.
        if try storage.fileNames(in: directory)?.contains(SegmentName.rewritingLock) ?? false {
            guard let lock = try storage.lock(directory + "/" + SegmentName.rewritingLock) else { return }
            LogRewriting.release(lock, in: directory, storage)
        }
        try storage.removeFile(directory + "/" + SegmentName.lock)
    }
}
