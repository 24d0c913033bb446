import ContentHashing

/// Puts a log whose writer is gone into a state in which everything intact may be served. Specification: FileFormat, "Recovery".
///
/// Every segment's header is read, and the footer of each that has a successor; the last segment, and any that lacks its footer, is read whole.
/// Whether sealed segments are intact inside is `LogVerification`'s question.
public enum LogRecovery {
    public enum Mode: Hashable, Sendable {
        /// Says what it would do, and changes nothing.
        case readOnlyReport
        /// Makes valid blocks beyond the watermark durable, saves a torn tail aside, and seals the last segment. Of a damaged log it changes nothing.
        case secure
    }

    /// Recovers the log in `directory`.
    ///
    /// - Returns: what was found and done. Damage is reported, not thrown. Calling again changes nothing more.
    /// - Throws: `writerIsAlive`, `notALog`, `newerFormat`, or the environment's error, after which it can be called again.
    public static func recover(directory: String, storage: any LogStorage = FileStorage(), mode: Mode) throws(LogError) -> RecoveryReport {
        guard !(try LogReader.segmentFirsts(in: directory, storage)).isEmpty else { throw LogReader.noLog(directory) }
        guard mode == .secure else {
            if try LogWriter.isWriterAlive(directory: directory, storage: storage) { throw LogWriter.lockIsHeld(directory) }
            return try LogSurvey(directory, storage).report
        }
        let lock = try takeLock(directory, storage)
        defer { lock.release() }
        return try secure(directory, storage, lock)
    }

    static func takeLock(_ directory: String, _ storage: any LogStorage) throws(LogError) -> any LogLock {
        guard let lock = try storage.lock(directory + "/" + SegmentName.lock) else { throw LogWriter.lockIsHeld(directory) }
        return lock
    }

    static func secure(_ directory: String, _ storage: any LogStorage, _ lock: any LogLock) throws(LogError) -> RecoveryReport {
        let survey = try LogSurvey(directory, storage)
        var report = survey.report
        let names = try storage.fileNames(in: directory) ?? []
        for name in names where name.hasSuffix(".seg" + SegmentName.temporarySuffix) { try storage.removeFile(directory + "/" + name) }
        try LogRewriting.removeLeftovers(names, in: directory, storage)
        guard report.damage.isEmpty, let last = survey.last else { return report }
        let isUntouched = report.row == .l && last.atBatchEnd.recordCount == 0
        if isUntouched { return report }
        let securing = SegmentSecuring(directory: directory, storage: storage, survey: last, lock: lock)
        if report.row == .b {
            try securing.rewriteFooter()
            return report
        }
        let savedAs = try securing.run(report.row)
        report.tornTail?.savedAs = savedAs
        return report
    }

    /// The header with which the log goes on after a recovery that found no damage.
    static func nextHeader(_ directory: String, _ storage: any LogStorage) throws(LogError) -> SegmentHeader {
        guard let last = try LogReader.segmentFirsts(in: directory, storage).last else { throw LogReader.noLog(directory) }
        let path = directory + "/" + SegmentName.segment(last)
        let opened: SegmentFile?
        do throws(SegmentFile.Fault) {
            opened = try SegmentFile.open(last, in: directory, storage)
        } catch {
            throw error.logError(path: path)
        }
        guard let segment = opened else { throw LogReader.noLog(directory) }
        // A last segment without records is made again, under the same header.
        guard let footer = try segment.footer() else { return segment.header }
        return segment.header.successor(of: footer)
    }
}

extension SegmentHeader {
    /// The header of the segment after this one, which ends in `footer`.
    func successor(of footer: SegmentFooter) -> SegmentHeader {
        var header = self
        header.firstSequenceNumber = firstSequenceNumber.advanced(by: footer.recordCount)
        header.predecessorRecordCount = footer.recordCount
        header.predecessorContentByteCount = footer.contentByteCount
        header.frontier =
            MerkleFrontier(size: isHashed ? header.firstSequenceNumber.rawValue : 0, hashes: footer.frontierHashes) ?? MerkleFrontier()
        header.origin = nil
        return header
    }
}
