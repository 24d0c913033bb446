import ByteCoding
import ContentHashing

/// The raw bytes of one record in a block. Specification: FileFormat, "Record entry".
enum RecordEntry {
    /// The length of the entry of a record that is not erased.
    static func byteCount(head: Int, body: Int) -> Int { varintByteCount(2 * head) + varintByteCount(body) + head + body }

    /// Appends the entry of a record that is not erased.
    static func append(head: Span<UInt8>, body: Span<UInt8>, to entries: inout [UInt8]) {
        let byteCount = byteCount(head: head.count, body: body.count)
        entries.append(addingCapacity: byteCount) { output in
            // Writes as many bytes as were reserved: `byteCount` is the sum of the four parts.
            unsafe output.withUnsafeMutableBufferPointer { target, count in
                precondition(byteCount <= target.count - count, "an entry has the length that was reserved")
                unsafe write(varint: 2 * head.count, to: target, at: &count)
                unsafe write(varint: body.count, to: target, at: &count)
                unsafe write(head, to: target, at: &count)
                unsafe write(body, to: target, at: &count)
            }
        }
    }

    @inline(__always)
    private static func write(varint value: Int, to target: UnsafeMutableBufferPointer<UInt8>, at place: inout Int) {
        var rest = value
        while rest >= 0x80 {
            unsafe target[place] = UInt8(truncatingIfNeeded: rest) | 0x80
            rest >>= 7
            place += 1
        }
        unsafe target[place] = UInt8(truncatingIfNeeded: rest)
        place += 1
    }

    @inline(__always)
    private static func write(_ bytes: Span<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>, at place: inout Int) {
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let from = source.baseAddress, let to = target.baseAddress else { return }
            unsafe (to + place).update(from: from, count: source.count)
        }
        place += bytes.count
    }

    private static func varintByteCount(_ value: Int) -> Int {
        // Seven bits a byte, and one byte for zero.
        max(1, (Int.bitWidth - value.leadingZeroBitCount + 6) / 7)
    }
}

/// Walks the entries of a block's raw bytes. Never traps on them.
struct RecordEntryReader: ~Escapable {
    private let bytes: Span<UInt8>
    /// Where the next entry begins.
    private(set) var offset = 0
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
