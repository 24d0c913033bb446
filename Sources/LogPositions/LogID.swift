import ByteCoding

/// The identity of one log: 16 bytes.
///
/// A log that has a store's key gets the first 16 bytes of SHA-256("cairn-log-v1" ‖ store public key ‖ 32 random bytes); a log without a
/// key gets 16 random bytes. Ordered byte by byte, which is the order that breaks ties between events of equal time.
public struct LogID: Hashable, Sendable {
    /// The first eight bytes, read big-endian, so that comparing words compares bytes.
    public let high: UInt64
    /// The last eight bytes, read big-endian.
    public let low: UInt64

    public static let byteCount = 16

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads 16 bytes.
    ///
    /// - Precondition: `bytes` holds exactly 16 bytes.
    public init(bytes: [UInt8]) {
        precondition(bytes.count == Self.byteCount, "a LogID has 16 bytes")
        func word(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(high: word(0..<8), low: word(8..<16))
    }

    /// The 16 bytes, in order.
    public var bytes: [UInt8] {
        [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
    }
}

extension LogID: Comparable {
    public static func < (left: LogID, right: LogID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension LogID: CustomStringConvertible {
    /// 32 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.text(of: bytes) }

    /// Reads 32 hexadecimal digits; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(of: text), bytes.count == Self.byteCount else { return nil }
        self.init(bytes: bytes)
    }
}
