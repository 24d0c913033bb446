/// Reads a log, also while a writer is at work on it.
public final class LogReader: Sendable {
    public let logID: LogID
    public let label: [UInt8]

    public init(directory: String, storage: any LogStorage) throws(LogError) { fatalError("not there yet") }

    /// The first segment's header: public key, random bytes, signature, flags. 
    public var firstHeader: SegmentHeader { fatalError("not there yet") }

    /// Looks for new segments and blocks, and returns `deliverableEnd`.
    @discardableResult
    public func refresh() throws(LogError) -> SequenceNumber { fatalError("not there yet") }

    /// The end of what may be delivered: the highest watermark in a valid header.
    public var deliverableEnd: SequenceNumber { fatalError("not there yet") }

    /// Visits the records of `start..<end` in order, where they lie.
    public func visit(
        from start: SequenceNumber, upTo end: SequenceNumber? = nil, trustedEnd: SequenceNumber? = nil,
        _ body: (borrowing RecordView) -> VisitDecision
    ) throws(LogError) { fatalError("not there yet") }

    /// One record; nil when it lies beyond what may be delivered.
    public func record(at sequence: SequenceNumber, trustedEnd: SequenceNumber? = nil) throws(LogError) -> StoredRecord? {
        fatalError("not there yet")
    }

    /// Owned batches, as they become durable.
    public func follow(from start: SequenceNumber) -> LogFollower { fatalError("not there yet") }
}
