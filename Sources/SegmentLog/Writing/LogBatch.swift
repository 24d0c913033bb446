import ByteCoding

/// Records to be appended in one call, encoded as they are added: each is copied once, and a batch that is used again allocates nothing.
///
/// Whether the records are within a log's limits is found when they are submitted.
public struct LogBatch: Sendable {
    /// The entries of the records, one after the other.
    private(set) var entries: [UInt8] = []
    /// The number of records.
    public private(set) var count = 0
    /// The bytes of heads and bodies.
    public private(set) var contentByteCount = 0
    /// The bytes of the largest record's head and body.
    private(set) var largestContentByteCount = 0

    /// Starts empty, with room for records of `byteCount` bytes in all.
    public init(reservingByteCount byteCount: Int = 0) { entries.reserveCapacity(byteCount) }

    public init(_ records: [LogRecord]) {
        entries.reserveCapacity(records.reduce(0) { $0 + RecordEntry.byteCount(head: $1.head.count, body: $1.body.count) })
        for record in records { append(record) }
    }

    public var isEmpty: Bool { count == 0 }

    /// Adds a record of these bytes, both opaque to the log.
    public mutating func append(head: Span<UInt8>, body: Span<UInt8>) {
        RecordEntry.append(head: head, body: body, to: &entries)
        let byteCount = head.count + body.count
        count += 1
        contentByteCount += byteCount
        largestContentByteCount = max(largestContentByteCount, byteCount)
    }

    public mutating func append(_ record: LogRecord) { append(head: record.head.span, body: record.body.span) }

    /// Forgets the records and keeps the memory.
    public mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        (count, contentByteCount, largestContentByteCount) = (0, 0, 0)
    }
}
