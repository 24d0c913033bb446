/// All segments of a log as recovery sees them, and what follows.
struct LogSurvey {
    private(set) var report: RecoveryReport
    /// The last segment; nil when its header is damaged.
    private(set) var last: SegmentSurvey?

    /// - Throws: `notALog`, `newerFormat`, or the environment's error. Damage is in the report.
    init(_ directory: String, _ storage: any LogStorage) throws(LogError) {
        let firsts = try LogReader.segmentFirsts(in: directory, storage)
        guard let begin = firsts.first else { throw LogReader.noLog(directory) }
        report = RecoveryReport(logID: LogID(high: 0, low: 0), row: .l, end: .zero, watermark: .zero, tornTail: nil, damage: [])
        if begin != .zero {
            let path = directory + "/" + SegmentName.segment(begin)
            note(
                .e,
                LogDamage(
                    file: path, byteOffset: 0, kind: .missingRecords, message: "the segments with the records before \(begin) are missing"))
        }
        var expected: SegmentHeader?
        var isIdentified = false
        for (number, first) in firsts.enumerated() {
            let successor = number + 1 < firsts.count ? firsts[number + 1] : nil
            guard let segment = try open(first, directory, storage) else {
                expected = nil
                continue
            }
            if !isIdentified { report.logID = segment.header.logID }
            isIdentified = true
            if let expected, let damage = segment.damage(expected: expected) { note(.e, damage) }
            expected = try enter(segment, successor: successor)
        }
    }

    /// The segment; nil, and a note, when its header is damaged.
    private mutating func open(_ first: SequenceNumber, _ directory: String, _ storage: any LogStorage) throws(LogError) -> SegmentFile? {
        let path = directory + "/" + SegmentName.segment(first)
        do throws(SegmentFile.Fault) {
            if let segment = try SegmentFile.open(first, in: directory, storage) { return segment }
        } catch {
            guard case .damaged(let damage) = error else { throw error.logError(path: path) }
            note(.a, damage)
            return nil
        }
        note(.a, LogDamage(file: path, byteOffset: 0, kind: .segmentHeader, message: "the file is gone"))
        return nil
    }

    /// Takes a segment into the report.
    ///
    /// - Returns: the header that the next segment must have; nil when that is not known.
    private mutating func enter(_ segment: SegmentFile, successor: SequenceNumber?) throws(LogError) -> SegmentHeader? {
        if successor != nil, let footer = try segment.footer() {
            let next = segment.header.successor(of: footer)
            advance(to: next.firstSequenceNumber, watermark: next.firstSequenceNumber)
            return next
        }
        let survey = try SegmentSurvey(segment, successor: successor)
        let row = RecoveryTable.row(survey.facts)
        advance(to: survey.facts.batchEnd, watermark: survey.facts.watermark)
        if let damage = survey.damage(row) {
            note(row, damage)
        } else if report.damage.isEmpty {
            report.row = row
            last = survey
            if row == .j { report.tornTail = survey.tornTail }
        }
        return nil
    }

    private mutating func advance(to end: SequenceNumber, watermark: SequenceNumber) {
        if report.damage.isEmpty { report.end = end }
        report.watermark = max(report.watermark, watermark)
    }

    private mutating func note(_ row: RecoveryReport.Row, _ damage: LogDamage) {
        if report.damage.isEmpty { report.row = row }
        report.damage.append(damage)
    }
}

extension SegmentSurvey {
    fileprivate var tornTail: RecoveryReport.TornTail {
        let offset = atBatchEnd.endOffset
        return RecoveryReport.TornTail(file: segment.path, byteOffset: offset, byteCount: fileByteCount - offset, savedAs: nil)
    }
}

extension SegmentFile {
    /// What is wrong when this segment belongs to another log than the one that has a segment with the header `own`.
    func foreignness(in own: SegmentHeader) -> LogDamage? {
        if header.isOfSameLog(as: own) { return nil }
        let isOtherLog = header.logID != own.logID
        return LogDamage(
            file: path, byteOffset: isOtherLog ? 16 : 8, kind: .segmentHeader,
            message: isOtherLog
                ? "the segment belongs to log \(header.logID), the others here to \(own.logID); move it out of the directory"
                : "flags or label are not those of the log's other segments")
    }

    /// What is wrong with this segment's header after a segment whose successor must have the header `expected`.
    func damage(expected: SegmentHeader) -> LogDamage? {
        func damage(_ kind: LogDamage.Kind, _ offset: UInt64, _ message: String) -> LogDamage {
            LogDamage(file: path, byteOffset: offset, kind: kind, message: message)
        }
        if header == expected { return nil }
        if let damage = foreignness(in: expected) { return damage }
        if header.firstSequenceNumber != expected.firstSequenceNumber {
            return damage(
                .missingRecords, 32,
                "the segment begins with record \(header.firstSequenceNumber), the one before ends at \(expected.firstSequenceNumber)")
        }
        if header.frontier != expected.frontier {
            return damage(.merkle, 96, "the tree before the segment is not that of the segments before")
        }
        return damage(.segmentHeader, 40, "the counts of the segment before are not what that segment holds")
    }
}
