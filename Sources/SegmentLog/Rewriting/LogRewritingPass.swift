/// One rewriting at work.
struct LogRewritingPass {
    private let directory: String
    private let storage: any LogStorage
    private let options: LogRewritingOptions
    private let names: [String]
    private let firsts: [SequenceNumber]
    private(set) var report = LogRewritingReport()
    /// Held from the first change on: a log that is dense already is not written to at all.
    private var lock: (any LogLock)?
    /// The header that the next segment must have; nil when that is not known.
    private var expected: SegmentHeader?
    private var doneByteCount: UInt64 = 0
    private var totalByteCount: UInt64 = 0

    init(_ directory: String, _ storage: any LogStorage, _ options: LogRewritingOptions) throws(LogError) {
        self.directory = directory
        self.storage = storage
        self.options = options
        names = try storage.fileNames(in: directory) ?? []
        firsts = names.compactMap { SegmentName.first(ofSegment: $0) }.sorted()
        guard !firsts.isEmpty else { throw LogReader.noLog(directory) }
    }

    mutating func run(_ progress: (UInt64, UInt64) -> Void, _ isCancelled: () -> Bool) throws(LogError) {
        defer { if let lock { LogRewriting.release(lock, in: directory, storage) } }
        try LogRewriting.removeLeftovers(names, in: directory, storage)
        for first in firsts { totalByteCount += try storage.openFile(path(first), for: .reading)?.byteCount() ?? 0 }
        for first in firsts {
            if isCancelled() { report.isCancelled = true }
            if !report.isCancelled { try enter(first, progress, isCancelled) }
        }
    }

    private func path(_ first: SequenceNumber) -> String { directory + "/" + SegmentName.segment(first) }

    /// Takes one segment into the report, rewritten or not.
    private mutating func enter(
        _ first: SequenceNumber, _ progress: (UInt64, UInt64) -> Void, _ isCancelled: () -> Bool
    ) throws(LogError) {
        var entry = LogRewritingReport.Segment(
            file: path(first), outcome: .inUse, storedByteCountBefore: 0, storedByteCountAfter: 0, contentByteCount: 0)
        guard let segment = try open(first, &entry) else {
            expected = nil
            report.segments.append(entry)
            return
        }
        let byteCount = try segment.file.byteCount()
        let footer = try segment.footer()
        entry.storedByteCountBefore = byteCount
        entry.storedByteCountAfter = byteCount
        entry.contentByteCount = footer?.contentByteCount ?? 0
        if let outcome = try objection(to: segment, footer) {
            entry.outcome = outcome
        } else if let footer {
            let rewrite = SegmentRewrite(
                directory: directory, storage: storage, options: options, segment: segment, footer: footer, byteCount: byteCount)
            if try rewrite.isDenseAlready() {
                entry.outcome = .denseAlready
            } else if lock == nil {
                lock = try LogRewriting.exclude(from: directory, storage: storage)
                // Until now another may have been at work on it.
                return try enter(first, progress, isCancelled)
            } else {
                let (done, total) = (doneByteCount, totalByteCount)
                try perform(rewrite, &entry, { progress(done + $0, total) }, isCancelled)
            }
        }
        expected = footer.map { segment.header.successor(of: $0) }
        doneByteCount += byteCount
        progress(doneByteCount, totalByteCount)
        if !report.isCancelled { report.segments.append(entry) }
    }

    /// The segment; nil, and why in `entry`, when its header is damaged or it is gone.
    private func open(_ first: SequenceNumber, _ entry: inout LogRewritingReport.Segment) throws(LogError) -> SegmentFile? {
        do throws(SegmentFile.Fault) {
            if let segment = try SegmentFile.open(first, in: directory, storage) { return segment }
            entry.outcome = .damaged(LogDamage(file: entry.file, byteOffset: 0, kind: .segmentHeader, message: "the file is gone"))
        } catch {
            guard case .damaged(let damage) = error else { throw error.logError(path: entry.file) }
            entry.outcome = .damaged(damage)
        }
        return nil
    }

    /// Why a segment must stay as it is; nil for one that is sealed for good and continues the one before.
    private func objection(to segment: SegmentFile, _ footer: SegmentFooter?) throws(LogError) -> LogRewritingReport.Outcome? {
        let isLast = segment.header.firstSequenceNumber == firsts.last
        guard footer != nil else {
            if isLast { return .inUse }
            return .damaged(
                LogDamage(
                    file: segment.path, byteOffset: try segment.file.byteCount(), kind: .footer,
                    message: "a segment with a successor has no valid footer"))
        }
        if let expected, let damage = segment.damage(expected: expected) { return .damaged(damage) }
        // In this order: once a footer was seen and the lock then found free, nobody writes to the file any more; before that its writer may still sync it.
        let mayBeWritten = isLast ? try LogWriter.isWriterAlive(directory: directory, storage: storage) : false
        return mayBeWritten ? .inUse : nil
    }

    private mutating func perform(
        _ rewrite: SegmentRewrite, _ entry: inout LogRewritingReport.Segment, _ progress: (UInt64) -> Void, _ isCancelled: () -> Bool
    ) throws(LogError) {
        switch try rewrite.run(progress, isCancelled) {
        case .replaced(let byteCount):
            entry.outcome = .rewritten
            entry.storedByteCountAfter = byteCount
        case .littleToGain: entry.outcome = .littleToGain
        case .damaged(let damage): entry.outcome = .damaged(damage)
        case .cancelled: report.isCancelled = true
        }
    }
}
