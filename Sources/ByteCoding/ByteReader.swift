/// Reads values from bytes that nobody vouches for, one after the other.
///
/// Never traps and never allocates by a length it read: what is missing or malformed is a `ByteDecodingError`, and after an error the reader
/// stands where it stood before the call. Reads what `ByteWriter` writes.
public struct ByteReader: ~Escapable {
    private let bytes: Span<UInt8>
    /// What errors add to their offsets: where these bytes lie in something larger.
    private let baseOffset: Int
    /// The place of the next byte, from the start of these bytes.
    public private(set) var offset = 0

    /// Reads `bytes` from their start. Errors count offsets from `baseOffset`.
    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>, baseOffset: Int = 0) {
        self.bytes = bytes
        self.baseOffset = baseOffset
    }

    /// The number of bytes not read yet.
    public var remaining: Int { bytes.count - offset }

    public var isAtEnd: Bool { remaining == 0 }

    public mutating func readUInt8() throws(ByteDecodingError) -> UInt8 { try readLittleEndian() }
    public mutating func readUInt16() throws(ByteDecodingError) -> UInt16 { try readLittleEndian() }
    public mutating func readUInt32() throws(ByteDecodingError) -> UInt32 { try readLittleEndian() }
    public mutating func readUInt64() throws(ByteDecodingError) -> UInt64 { try readLittleEndian() }

    /// Reads one to ten bytes of LEB128. Longer encodings and values beyond 64 bits are `varintOverflow`.
    public mutating func readVarint() throws(ByteDecodingError) -> UInt64 {
        var value: UInt64 = 0
        var next = offset
        for shift in stride(from: 0, through: 63, by: 7) {
            guard next < bytes.count else { throw error(.truncated) }
            let byte = bytes[next]
            next += 1
            if shift == 63 && byte > 1 { throw error(.varintOverflow) }
            value |= UInt64(byte & 0x7f) << UInt64(shift)
            if byte < 0x80 { break }
        }
        offset = next
        return value
    }

    /// Reads a varint in zigzag form.
    public mutating func readZigZag() throws(ByteDecodingError) -> Int64 {
        let folded = try readVarint()
        return Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
    }

    /// The next `count` bytes, where they lie. A negative count is `valueOutOfRange`.
    @_lifetime(copy self)
    public mutating func readSpan(count: Int) throws(ByteDecodingError) -> Span<UInt8> {
        guard count >= 0 else { throw error(.valueOutOfRange) }
        guard count <= remaining else { throw error(.truncated) }
        let part = bytes.extracting(offset..<(offset + count))
        offset += count
        return part
    }

    /// The next `count` bytes, copied.
    public mutating func read(count: Int) throws(ByteDecodingError) -> [UInt8] {
        let part = try readSpan(count: count)
        return [UInt8](copying: part)
    }

    /// A varint, then as many bytes, where they lie.
    @_lifetime(copy self)
    public mutating func readLengthPrefixedSpan() throws(ByteDecodingError) -> Span<UInt8> {
        let start = offset
        let length = try readVarint()
        guard length <= UInt64(remaining) else {
            offset = start
            throw error(.truncated)
        }
        return try readSpan(count: Int(length))
    }

    /// A varint, then as many bytes, copied.
    public mutating func readLengthPrefixed() throws(ByteDecodingError) -> [UInt8] {
        let part = try readLengthPrefixedSpan()
        return [UInt8](copying: part)
    }

    /// Passes over `count` bytes.
    public mutating func skip(count: Int) throws(ByteDecodingError) {
        _ = try readSpan(count: count)
    }

    /// Fails with `trailingBytes` unless everything has been read.
    public func requireEnd() throws(ByteDecodingError) {
        guard isAtEnd else { throw error(.trailingBytes) }
    }

    /// An error at the reader's place, for a caller that finds the next value unacceptable.
    public func error(_ code: ByteDecodingError.Code) -> ByteDecodingError {
        ByteDecodingError(code: code, offset: baseOffset + offset)
    }

    private mutating func readLittleEndian<Value: FixedWidthInteger & UnsignedInteger>() throws(ByteDecodingError) -> Value {
        let width = MemoryLayout<Value>.size
        guard width <= remaining else { throw error(.truncated) }
        var value: Value = 0
        for place in 0..<width { value |= Value(bytes[offset + place]) << Value(8 * place) }
        offset += width
        return value
    }
}
