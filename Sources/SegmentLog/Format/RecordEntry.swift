import ByteCoding
import ContentHashing

/// The raw bytes of one record in a block. Specification: FileFormat, "Record entry".
enum RecordEntry {
    /// The length of the entry of a record that is not erased.
    static func byteCount(of record: LogRecord) -> Int {
        let head = record.head.count
        let body = record.body.count
        return varintByteCount(2 * head) + varintByteCount(body) + head + body
    }

    static func append(_ record: LogRecord, to writer: inout ByteWriter) {
        writer.appendVarint(UInt64(record.head.count) << 1)
        writer.appendVarint(UInt64(record.body.count))
        writer.append(contentsOf: record.head)
        writer.append(contentsOf: record.body)
    }

    private static func varintByteCount(_ value: Int) -> Int {
        value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5
    }
}

/// Walks the entries of a block's raw bytes. Never traps on them.
struct RecordEntryReader: ~Escapable {
    private let bytes: Span<UInt8>
    private var offset = 0
    /// The next record's sequence number; a plain integer, because this is the innermost loop of every read.
    private var sequence: UInt64
    /// The content bytes of the entries walked so far.
    private(set) var contentByteCount = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, first: SequenceNumber) {
        self.bytes = bytes
        sequence = first.rawValue
    }

    var isAtEnd: Bool { offset == bytes.count }

    /// The next entry; nil when the bytes are not one.
    @_lifetime(copy self)
    mutating func next() -> RecordView? {
        guard let tag = readLength(), let bodyByteCount = readLength() else { return nil }
        let isErased = tag & 1 != 0
        let headByteCount = tag >> 1
        let contentLength = isErased ? Digest.byteCount : bodyByteCount
        guard headByteCount + contentLength <= bytes.count - offset else { return nil }
        let head = bytes.extracting(offset..<(offset + headByteCount))
        let content = bytes.extracting((offset + headByteCount)..<(offset + headByteCount + contentLength))
        let view = RecordView(sequence: SequenceNumber(sequence), isErased: isErased, head: head, content: content)
        offset += headByteCount + contentLength
        contentByteCount += headByteCount + bodyByteCount
        sequence &+= 1
        return view
    }

    /// A varint in its shortest form that a block of the largest size could hold twice over.
    private mutating func readLength() -> Int? {
        var value = 0
        var shift = 0
        while offset < bytes.count, shift < 35 {
            let byte = bytes[offset]
            offset += 1
            value |= Int(byte & 0x7f) << shift
            if byte < 0x80 {
                let isShortest = byte != 0 || shift == 0
                return isShortest && value <= 2 * LogLimits.maximumBlockByteCount ? value : nil
            }
            shift += 7
        }
        return nil
    }
}
