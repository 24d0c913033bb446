import ContentHashing

/// Reads every byte of a log and says what is wrong. Changes nothing.
public enum LogVerification {
    /// Checks every checksum, chain, hash, count and footer in `directory`. A single flipped bit anywhere in a closed log is found.
    ///
    /// Damage is reported, not thrown; what a crash leaves (a torn tail, a missing footer) is a note. While a writer is at work, what it
    /// is writing is left out. The signature of a signed log's first header is checked by whoever has the algorithm.
    ///
    /// - Parameter progress: called now and then with the number of bytes read so far and of all bytes.
    /// - Throws: `notALog`, `newerFormat`, or the environment's error.
    public static func verify(
        directory: String, storage: any LogStorage = FileStorage(), progress: (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }
    ) throws(LogError) -> LogVerificationReport {
        var pass = try LogVerificationPass(directory, storage)
        try pass.run(progress)
        return pass.report
    }
}

/// One verification at work.
private struct LogVerificationPass {
    private let directory: String
    private let storage: any LogStorage
    private let firsts: [SequenceNumber]
    private let isWriterAlive: Bool
    private(set) var report = LogVerificationReport()
    /// Any header that could be read: the log's identity.
    private var identity: SegmentHeader?
    /// The header that the next segment must have; nil when that is not known.
    private var expected: SegmentHeader?

    init(_ directory: String, _ storage: any LogStorage) throws(LogError) {
        self.directory = directory
        self.storage = storage
        firsts = try LogReader.segmentFirsts(in: directory, storage)
        guard !firsts.isEmpty else { throw LogReader.noLog(directory) }
        isWriterAlive = try LogWriter.isWriterAlive(directory: directory, storage: storage)
    }

    mutating func run(_ progress: (UInt64, UInt64) -> Void) throws(LogError) {
        report.storedByteCount = try totalByteCount()
        report.segmentCount = firsts.count
        let total = report.storedByteCount
        var done: UInt64 = 0
        if let first = firsts.first, first != .zero {
            note(.missingRecords, first, 0, "the segments with the records before \(first) are missing")
        }
        for (number, first) in firsts.enumerated() {
            let successor = number + 1 < firsts.count ? firsts[number + 1] : nil
            guard let segment = try open(first) else {
                expected = nil
                continue
            }
            try check(segment, successor: successor) { byteCount in
                done += byteCount
                progress(done, total)
            }
        }
        if !report.isIntact { report.root = nil }
    }

    private func totalByteCount() throws(LogError) -> UInt64 {
        var total: UInt64 = 0
        for first in firsts { total += try storage.openFile(path(first), for: .reading)?.byteCount() ?? 0 }
        return total
    }

    private func path(_ first: SequenceNumber) -> String { directory + "/" + SegmentName.segment(first) }

    private mutating func note(_ kind: LogDamage.Kind, _ first: SequenceNumber, _ offset: UInt64, _ message: String) {
        report.damage.append(LogDamage(file: path(first), byteOffset: offset, kind: kind, message: message))
    }

    /// The segment, if its header is valid and continues what is before it as far as that can be told.
    private mutating func open(_ first: SequenceNumber) throws(LogError) -> SegmentFile? {
        do throws(SegmentFile.Fault) {
            if let segment = try SegmentFile.open(first, in: directory, storage) {
                checkHeader(segment)
                return segment
            }
            note(.segmentHeader, first, 0, "the file is gone")
        } catch {
            guard case .damaged(let damage) = error else { throw error.logError(path: path(first)) }
            report.damage.append(damage)
        }
        return nil
    }

    private mutating func checkHeader(_ segment: SegmentFile) {
        if let expected, let damage = segment.damage(expected: expected) {
            report.damage.append(damage)
        } else if let identity, let damage = segment.foreignness(in: identity) {
            report.damage.append(damage)
        }
        identity = identity ?? segment.header
        report.logID = identity?.logID
    }

    private mutating func check(_ segment: SegmentFile, successor: SequenceNumber?, _ progress: (UInt64) -> Void) throws(LogError) {
        let survey = try SegmentSurvey(segment, successor: successor)
        let row = RecoveryTable.row(survey.facts)
        var check = SegmentCheck(segment)
        try check.run(until: end(of: survey, row), progress: progress)
        report.damage += check.damage
        if check.damage.isEmpty, let damage = survey.damage(row) { report.damage.append(damage) }
        report.recordCount += check.recordCount
        report.contentByteCount += check.contentByteCount
        report.blockCount += check.blockCount
        report.root = check.root
        report.isClosed = row == .b
        if let footer = check.footer { checkFooter(survey, row, against: footer) }
        expected = (check.footer ?? survey.footer).map { segment.header.successor(of: $0) }
        if successor == nil && !isWriterAlive { report.notes += survey.note(row).map { [$0] } ?? [] }
    }

    /// How far blocks are to be expected: to the footer, to the last whole batch of a log that was not closed, to the end where there is damage.
    private func end(of survey: SegmentSurvey, _ row: RecoveryReport.Row) -> UInt64 {
        switch row {
        case .b, .c: survey.footer?.offset ?? survey.fileByteCount
        case .e, .f: survey.fileByteCount
        case .a, .d, .g, .h, .i, .j, .k, .l: survey.atBatchEnd.endOffset
        }
    }

    /// Condition 4 of a footer.
    private mutating func checkFooter(_ survey: SegmentSurvey, _ row: RecoveryReport.Row, against footer: SegmentFooter) {
        guard row == .b, let found = survey.footer, found != footer else { return }
        let isOfTree = found.nodes != footer.nodes || found.frontierHashes != footer.frontierHashes
        note(
            isOfTree ? .merkle : .footer, survey.segment.header.firstSequenceNumber, found.offset,
            "the footer is not that of the blocks before it")
    }
}

extension SegmentSurvey {
    /// What a crash left, in words.
    fileprivate func note(_ row: RecoveryReport.Row) -> String? {
        let place = "\(segment.path), byte \(atBatchEnd.endOffset)"
        return switch row {
        case .i: "\(place): a crash cut the footer off; every record is there"
        case .j:
            "\(place): a crash left a torn tail of \(fileByteCount - atBatchEnd.endOffset) bytes; none of it was acknowledged as durable"
        case .k:
            "\(place): records \(facts.watermark)..<\(facts.end) are intact, and no watermark says that they are durable yet; recovery makes them so"
        case .l: "\(place): the log was not closed; every record is there"
        case .a, .b, .c, .d, .e, .f, .g, .h: nil
        }
    }
}
