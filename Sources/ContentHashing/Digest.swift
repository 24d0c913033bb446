public import ByteCoding

/// A SHA-256 digest: 32 bytes, held in place.
public struct Digest: Hashable, Sendable {
    /// Bytes 0..<8, read big-endian, so that comparing words compares bytes; the others follow.
    let word0: UInt64
    let word1: UInt64
    let word2: UInt64
    let word3: UInt64

    public static let byteCount = 32

    /// 32 zero bytes: the digest of nothing known, a place holder.
    public static let zero = Digest(words: (0, 0, 0, 0))

    init(words: (UInt64, UInt64, UInt64, UInt64)) {
        (word0, word1, word2, word3) = words
    }

    /// Reads 32 bytes.
    ///
    /// - Precondition: `bytes` holds exactly 32 bytes.
    public init(bytes: [UInt8]) {
        self.init(bytes.span)
    }

    /// Reads 32 bytes.
    ///
    /// - Precondition: `bytes` holds exactly 32 bytes.
    public init(_ bytes: Span<UInt8>) {
        precondition(bytes.count == Self.byteCount, "a digest has 32 bytes")
        func word(_ index: Int) -> UInt64 {
            var value: UInt64 = 0
            for offset in 0..<8 { value = value << 8 | UInt64(bytes[8 * index + offset]) }
            return value
        }
        self.init(words: (word(0), word(1), word(2), word(3)))
    }

    /// The 32 bytes, in order.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// Appends the 32 bytes to `bytes`.
    public func append(to bytes: inout [UInt8]) {
        bytes.reserveCapacity(bytes.count + Self.byteCount)
        for word in [word0, word1, word2, word3] {
            for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (56 - 8 * place))) }
        }
    }
}

extension Digest: Comparable {
    /// Byte by byte.
    public static func < (left: Digest, right: Digest) -> Bool {
        (left.word0, left.word1, left.word2, left.word3) < (right.word0, right.word1, right.word2, right.word3)
    }
}

extension Digest: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.text(of: bytes) }

    /// Reads 64 hexadecimal digits; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(of: text), bytes.count == Self.byteCount else { return nil }
        self.init(bytes: bytes)
    }
}

extension ByteWriter {
    /// The 32 bytes of `digest`.
    public mutating func append(_ digest: Digest) { digest.append(to: &bytes) }
}

extension ByteReader {
    /// Reads 32 bytes as a digest.
    public mutating func readDigest() throws(ByteDecodingError) -> Digest {
        Digest(try readSpan(count: Digest.byteCount))
    }
}
