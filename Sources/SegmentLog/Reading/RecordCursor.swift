/// Goes through a log's records one by one: `while let record = try cursor.next() { … }`. Made by `LogReader.records(from:upTo:)`.
///
/// No `Sequence`, whose iterators cannot throw, and reading can. Reads ahead in pieces of about a mebibyte. A value: a copy goes its own way.
public struct RecordCursor: Sendable {
    private let reader: LogReader
    private let end: SequenceNumber
    /// The place of the first record that was not read ahead.
    private var unread: SequenceNumber
    /// What was read ahead, the next record last.
    private var ahead: [StoredRecord] = []

    private static let aheadByteCount = 1 << 20
    private static let aheadRecordCount: UInt64 = 1024

    init(reader: LogReader, _ start: SequenceNumber, upTo end: SequenceNumber) {
        self.reader = reader
        self.end = end
        unread = start
    }

    /// The next record; nil after the last.
    ///
    /// - Throws: `damaged` at a record that cannot be read, once everything before it was given; and again with every call. A cursor that begins
    ///   behind it reads on.
    public mutating func next() throws(LogError) -> StoredRecord? {
        if let record = ahead.popLast() { return record }
        guard unread < end else { return nil }
        let limit = unread.advanced(by: min(end.rawValue - unread.rawValue, Self.aheadRecordCount))
        ahead = try reader.batch(unread..<limit, maximumByteCount: Self.aheadByteCount).reversed()
        unread = unread.advanced(by: ahead.count)
        return ahead.popLast()
    }
}
