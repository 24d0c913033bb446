import Synchronization

/// Reads a log, also while a writer, here or in another process, is at work on it. Takes no lock on disk and writes nothing.
///
/// Safe to use from any number of threads. It delivers what the log's watermarks say is durable; what a writer acknowledged becomes
/// visible with `refresh`. A place that is damaged throws `damaged`; what is intact before and after it stays readable.
public final class LogReader: Sendable {
    public let logID: LogID
    /// Opaque; as the log was created with.
    public let label: [UInt8]
    /// The first segment's header: public key, random bytes and signature of a signed log, and its flags. Where the first segment is missing or its
    /// header damaged, the first header that can be read.
    public let firstHeader: SegmentHeader
    let directory: String
    let storage: any LogStorage
    private let state: Mutex<State>

    private struct State {
        var segments: [Segment] = []
        var deliverableEnd = SequenceNumber.zero
    }

    /// A segment that is known, and its index once it was needed.
    private struct Segment {
        var first: SequenceNumber
        var index: SegmentIndex?
    }

    /// Opens the log and looks at its newest segment.
    ///
    /// - Throws: `notALog` when the directory holds no segment (a log without records has none), `newerFormat`, `damaged` when no header can be read.
    public init(directory: String, storage: any LogStorage = FileStorage()) throws(LogError) {
        let header = try Self.findHeader(in: directory, storage)
        self.directory = directory
        self.storage = storage
        firstHeader = header
        logID = header.logID
        label = header.label
        state = Mutex(State())
        try refresh()
    }

    /// The end of what may be delivered: the highest watermark in a valid header when `refresh` last looked.
    public var deliverableEnd: SequenceNumber { state.withLock { $0.deliverableEnd } }

    /// Looks for new segments and blocks.
    ///
    /// - Returns: `deliverableEnd`, which never falls.
    @discardableResult
    public func refresh() throws(LogError) -> SequenceNumber {
        let firsts = try Self.segmentFirsts(in: directory, storage)
        guard let last = firsts.last else { throw Self.noLog(directory) }
        let known = state.withLock { $0.segments.last { $0.first == last }?.index }
        let index = try freshIndex(of: last, known: known)
        return state.withLock { state in
            let old = Dictionary(state.segments.map { ($0.first, $0) }) { $1 }
            state.segments = firsts.map { old[$0] ?? Segment(first: $0) }
            state.segments[firsts.count - 1].index = index
            state.deliverableEnd = max(state.deliverableEnd, index.deliverableEnd)
            return state.deliverableEnd
        }
    }

    /// Visits the records from `start` to before `end` in order, where they lie, until the visitor stops or there are no more to deliver.
    ///
    /// - Parameters:
    ///   - end: nil for as far as may be delivered now.
    ///   - trustedEnd: what the caller knows to be durable beyond the watermark on disk: `LogWriter.durableEnd` of a writer in this process.
    ///   - body: must not wait for this log's writer. A record is valid during its call only.
    /// - Throws: `damaged` at the first record that cannot be read, after everything before it was visited.
    public func visit(
        from start: SequenceNumber, upTo end: SequenceNumber? = nil, trustedEnd: SequenceNumber? = nil,
        _ body: (borrowing RecordView) -> VisitDecision
    ) throws(LogError) {
        let limit = try limit(upTo: end, trustedEnd: trustedEnd)
        var next = start
        while next < limit {
            let (segment, index, segmentEnd) = try segment(holding: next)
            let visit = SegmentVisit(segment: segment, index: index)
            let outcome = try visit.run(next..<min(limit, segmentEnd), body)
            if outcome.isStopped { return }
            next = outcome.next
        }
    }

    /// One record, owned by the caller; nil when it lies beyond what may be delivered.
    public func record(at sequence: SequenceNumber, trustedEnd: SequenceNumber? = nil) throws(LogError) -> StoredRecord? {
        // Ends are sequence numbers too, so no record has the last one.
        guard sequence.rawValue < .max else { return nil }
        var found: StoredRecord?
        let log = logID
        try visit(from: sequence, upTo: sequence.advanced(by: 1), trustedEnd: trustedEnd) { record in
            found = record.stored(in: log)
            return .stop
        }
        return found
    }

    /// Owned batches from `start` on, as they become durable.
    public func follow(from start: SequenceNumber) -> LogFollower { LogFollower(reader: self, next: start) }
}

extension LogReader {
    /// How far a visit may go; looks at the disk again when more is asked for than is known.
    private func limit(upTo end: SequenceNumber?, trustedEnd: SequenceNumber?) throws(LogError) -> SequenceNumber {
        let trusted = trustedEnd ?? .zero
        let known = state.withLock { $0.segments.last?.index?.end ?? .zero }
        if max(known, deliverableEnd) < min(trusted, end ?? trusted) { try refresh() }
        let (written, deliverable) = state.withLock { ($0.segments.last?.index?.end ?? .zero, $0.deliverableEnd) }
        let limit = max(deliverable, min(trusted, written))
        return end.map { min($0, limit) } ?? limit
    }

    /// The segment of a record that may be delivered, and the place after the segment's last record.
    private func segment(
        holding sequence: SequenceNumber
    ) throws(LogError) -> (segment: SegmentFile, index: SegmentIndex, end: SequenceNumber) {
        let (place, following) = state.withLock { state in
            let number = state.segments.lastIndex { $0.first <= sequence }
            let following = number.map { $0 + 1 < state.segments.count ? state.segments[$0 + 1].first : nil } ?? nil
            return (number.map { state.segments[$0] }, following)
        }
        guard let place else {
            throw missing("records before \(state.withLock { $0.segments.first?.first ?? .zero }) are missing: their segment is gone")
        }
        let segment = try open(place.first)
        let index: SegmentIndex
        if let known = place.index, sequence < known.end, try known.isOf(segment) {
            index = known
        } else {
            index = try SegmentIndex(segment)
        }
        remember(index, of: place.first)
        guard sequence < index.end else {
            throw missing("records from \(index.end) to \(following.map { "\($0)" } ?? "the end") are missing", at: segment)
        }
        return (segment, index, following.map { min($0, index.end) } ?? index.end)
    }

    private func open(_ first: SequenceNumber) throws(LogError) -> SegmentFile {
        let path = directory + "/" + SegmentName.segment(first)
        do throws(SegmentFile.Fault) {
            if let segment = try SegmentFile.open(first, in: directory, storage) {
                if let damage = segment.foreignness(in: firstHeader) { throw .damaged(damage) }
                return segment
            }
        } catch {
            throw error.logError(path: path)
        }
        throw LogError(.damaged, path: path, message: "the segment is gone; put it back from a copy of the log")
    }

    private func freshIndex(of first: SequenceNumber, known: SegmentIndex?) throws(LogError) -> SegmentIndex {
        let segment = try open(first)
        guard var index = known, try index.isOf(segment) else { return try SegmentIndex(segment) }
        if !index.isSealed, try segment.footer() != nil { return try SegmentIndex(segment) }
        try index.extend(segment)
        return index
    }

    private func remember(_ index: SegmentIndex, of first: SequenceNumber) {
        state.withLock { state in
            guard let number = state.segments.firstIndex(where: { $0.first == first }) else { return }
            if let known = state.segments[number].index, known.identity == index.identity, known.end >= index.end { return }
            state.segments[number].index = index
        }
    }

    private func missing(_ message: String, at segment: SegmentFile? = nil) -> LogError {
        LogError(LogDamage(file: segment?.path ?? directory, byteOffset: 0, kind: .missingRecords, message: message))
    }
}

extension LogReader {
    /// The first sequence numbers of the segments in a directory, in order.
    static func segmentFirsts(in directory: String, _ storage: any LogStorage) throws(LogError) -> [SequenceNumber] {
        try (storage.fileNames(in: directory) ?? []).compactMap { SegmentName.first(ofSegment: $0) }.sorted()
    }

    static func noLog(_ directory: String) -> LogError {
        LogError(
            .notALog, path: directory,
            message: "there is no log here: no file is named like a segment; check the path, or append a first record")
    }

    /// The first header that can be read.
    private static func findHeader(in directory: String, _ storage: any LogStorage) throws(LogError) -> SegmentHeader {
        var failure: LogError?
        for first in try segmentFirsts(in: directory, storage) {
            do throws(SegmentFile.Fault) {
                if let segment = try SegmentFile.open(first, in: directory, storage) { return segment.header }
            } catch {
                let path = directory + "/" + SegmentName.segment(first)
                failure = failure ?? error.logError(path: path)
                if case .damaged = error { continue }
                break
            }
        }
        throw failure ?? noLog(directory)
    }
}
