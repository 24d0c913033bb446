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
    /// Taken for moments only, never during input or output.
    private let state: Mutex<State>
    /// Held during a look at the disk, so that what is known never goes back.
    private let looking = Mutex(())

    fileprivate struct State {
        var segments: [Segment] = []
        var deliverableEnd = SequenceNumber.zero
        /// Why the newest segment could not be opened when `refresh` last looked.
        var damage: LogError?
    }

    /// A segment that is known, and its index once it was needed.
    fileprivate struct Segment {
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
        do throws(LogError) {
            try refresh()
        } catch {
            // What is before a damaged newest segment can be read, and whoever comes to it is told.
            guard error.code == .damaged else { throw error }
        }
    }

    /// The end of what may be delivered: the highest watermark in a valid header when `refresh` last looked.
    public var deliverableEnd: SequenceNumber { state.withLock { $0.deliverableEnd } }

    /// Looks for new segments and blocks.
    ///
    /// - Returns: `deliverableEnd`, which never falls.
    /// - Throws: `damaged` when the newest segment's header cannot be read; everything before that segment is then deliverable.
    @discardableResult
    public func refresh() throws(LogError) -> SequenceNumber {
        try looking.withLock { (_) throws(LogError) in try look() }
    }

    private func look() throws(LogError) -> SequenceNumber {
        let firsts = try Self.segmentFirsts(in: directory, storage)
        guard let last = firsts.last else { throw Self.noLog(directory) }
        let known = state.withLock { $0.segments.last { $0.first == last }?.index }
        let index: SegmentIndex
        do throws(LogError) {
            index = try freshIndex(of: last, known: known)
        } catch {
            if error.code == .damaged {
                let end = endBefore(last, firsts)
                state.withLock { $0.note(firsts, deliverableEnd: end, damage: error) }
            }
            throw error
        }
        return state.withLock { state in
            state.note(firsts, deliverableEnd: last, damage: nil)
            // A listing that is older than what is known (a network file system's) changes nothing.
            if state.segments.last?.first == last { state.segments[state.segments.count - 1].index = index }
            state.deliverableEnd = max(state.deliverableEnd, index.deliverableEnd)
            return state.deliverableEnd
        }
    }

    /// The end of what may be delivered of the segments before `last`, which cannot be read: a name alone vouches for nothing.
    private func endBefore(_ last: SequenceNumber, _ firsts: [SequenceNumber]) -> SequenceNumber {
        guard let first = firsts.last(where: { $0 < last }), let segment = try? open(first), let index = try? SegmentIndex(segment) else {
            return .zero
        }
        return min(index.deliverableEnd, last)
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
        if let damage = state.withLock({ $0.damage }), end.map({ $0 > limit }) ?? true { throw damage }
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

extension LogReader.State {
    /// A segment is durable when its successor has its name, so everything before the newest is deliverable.
    fileprivate mutating func note(_ firsts: [SequenceNumber], deliverableEnd: SequenceNumber, damage: LogError?) {
        let old = Dictionary(segments.map { ($0.first, $0) }) { $1 }
        if segments.last.map({ $0.first <= firsts[firsts.count - 1] }) ?? true {
            segments = firsts.map { old[$0] ?? LogReader.Segment(first: $0) }
        }
        self.deliverableEnd = max(self.deliverableEnd, deliverableEnd)
        self.damage = damage
    }
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
        holding sequence: SequenceNumber, mayLookAgain: Bool = true
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
            if mayLookAgain {
                // The list of segments may be older than the records asked for.
                try refresh()
                return try self.segment(holding: sequence, mayLookAgain: false)
            }
            throw missing("records from \(index.end) to \(following.map { "\($0)" } ?? "the end") are missing", at: segment)
        }
        return (segment, index, following.map { min($0, index.end) } ?? index.end)
    }

    /// The segment that begins with `first`.
    func open(_ first: SequenceNumber) throws(LogError) -> SegmentFile {
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
