/// Reads a log as it grows, in this process or another, in owned batches. A value: a copy goes its own way.
public struct LogFollower: Sendable {
    private let reader: LogReader
    /// The place of the next record that will be given.
    public private(set) var next: SequenceNumber

    init(reader: LogReader, next: SequenceNumber) {
        self.reader = reader
        self.next = next
    }

    /// The records that have become deliverable since the last call, in order; empty when there are none.
    ///
    /// Does not wait: the log has no clock, and its caller knows how to (a second is a good pause). Of a batch that has become durable
    /// every record is deliverable at once.
    ///
    /// - Parameters:
    ///   - maximumRecordCount: the most records.
    ///   - maximumByteCount: the most bytes of heads and bodies together; a record that is larger comes alone.
    /// - Throws: `damaged` at a record that cannot be read, once everything before it was given; and again with every call.
    public mutating func nextBatch(maximumRecordCount: Int = 1024, maximumByteCount: Int = 8 << 20) throws(LogError) -> [StoredRecord] {
        if next >= reader.deliverableEnd { try reader.refresh() }
        let count = min(UInt64(max(1, maximumRecordCount)), .max - next.rawValue)
        let records = try reader.batch(next..<next.advanced(by: count), maximumByteCount: maximumByteCount)
        next = next.advanced(by: records.count)
        return records
    }
}
