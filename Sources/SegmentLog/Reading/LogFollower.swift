/// Reads a log as it grows, in this process or another, in owned batches. A value: a copy goes its own way.
public struct LogFollower: Sendable {
    private let reader: LogReader
    /// The place of the next record that will be given.
    public private(set) var next: SequenceNumber

    init(reader: LogReader, next: SequenceNumber) {
        self.reader = reader
        self.next = next
    }

    /// The records that have become deliverable since the last call, at most `maximumRecordCount`; empty when there are none.
    ///
    /// Does not wait: the log has no clock, and its caller knows how to (a second is a good pause). Of a batch that has become durable
    /// every record is deliverable at once.
    public mutating func nextBatch(maximumRecordCount: Int = 1024) throws(LogError) -> [StoredRecord] {
        if next >= reader.deliverableEnd { try reader.refresh() }
        var records: [StoredRecord] = []
        let log = reader.logID
        let count = min(UInt64(max(1, maximumRecordCount)), .max - next.rawValue)
        try reader.visit(from: next, upTo: next.advanced(by: count)) { record in
            records.append(record.stored(in: log))
            return .continue
        }
        next = next.advanced(by: records.count)
        return records
    }
}
