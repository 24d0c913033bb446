/// Builds a byte sequence, one value after the other.
///
/// Fixed-width integers are little-endian. Variable-length ones are LEB128 as in Protocol Buffers: seven bits a byte, least significant
/// first, always in the shortest form. What this writes, `ByteReader` reads.
public struct ByteWriter: Sendable {
    /// What has been written.
    public var bytes: [UInt8] = []

    /// Starts empty, with room for `byteCount` bytes.
    public init(reservingByteCount byteCount: Int = 0) {
        bytes.reserveCapacity(byteCount)
    }

    /// The number of bytes written.
    public var count: Int { bytes.count }

    public mutating func append(_ byte: UInt8) { bytes.append(byte) }
    public mutating func appendUInt8(_ value: UInt8) { bytes.append(value) }
    public mutating func appendUInt16(_ value: UInt16) { appendLittleEndian(value) }
    public mutating func appendUInt32(_ value: UInt32) { appendLittleEndian(value) }
    public mutating func appendUInt64(_ value: UInt64) { appendLittleEndian(value) }

    /// One to ten bytes.
    public mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A signed number as a varint of its zigzag form (0, -1, 1, -2, …), so that small magnitudes stay short.
    public mutating func appendZigZag(_ value: Int64) {
        appendVarint(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    public mutating func append(contentsOf other: [UInt8]) { bytes.append(contentsOf: other) }
    public mutating func append(contentsOf other: ArraySlice<UInt8>) { bytes.append(contentsOf: other) }

    public mutating func append(_ other: Span<UInt8>) {
        // The pointer stays inside the closure, and the array copies from it.
        unsafe other.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    /// The number of bytes as a varint, then the bytes.
    public mutating func appendLengthPrefixed(_ other: [UInt8]) {
        appendVarint(UInt64(other.count))
        append(contentsOf: other)
    }

    /// The number of bytes as a varint, then the bytes.
    public mutating func appendLengthPrefixed(_ other: Span<UInt8>) {
        appendVarint(UInt64(other.count))
        append(other)
    }

    /// Puts `value` in place of the four bytes at `offset`, which have been written before: a length or a checksum known only afterwards.
    ///
    /// - Precondition: `offset + 4 <= count`.
    public mutating func overwriteUInt32(_ value: UInt32, at offset: Int) { overwriteLittleEndian(value, at: offset) }

    /// Puts `value` in place of the eight bytes at `offset`.
    ///
    /// - Precondition: `offset + 8 <= count`.
    public mutating func overwriteUInt64(_ value: UInt64, at offset: Int) { overwriteLittleEndian(value, at: offset) }

    private mutating func appendLittleEndian<Value: FixedWidthInteger>(_ value: Value) {
        var rest = value
        for _ in 0..<MemoryLayout<Value>.size {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    private mutating func overwriteLittleEndian<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
        for place in 0..<MemoryLayout<Value>.size {
            bytes[offset + place] = UInt8(truncatingIfNeeded: value >> (8 * place))
        }
    }
}
