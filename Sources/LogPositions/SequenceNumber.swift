/// The place of a record in its log, counted from zero.
public struct SequenceNumber: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue }
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    /// The first record of every log.
    public static let zero = SequenceNumber(0)

    /// The place `count` records further on.
    ///
    /// - Precondition: `count` is not negative, and the result fits 64 bits. A count that was read from somewhere is checked first.
    public func advanced(by count: some BinaryInteger) -> SequenceNumber { SequenceNumber(rawValue + UInt64(count)) }
}

extension SequenceNumber: Comparable {
    public static func < (left: SequenceNumber, right: SequenceNumber) -> Bool { left.rawValue < right.rawValue }
}

extension SequenceNumber: CustomStringConvertible {
    public var description: String { String(rawValue) }
}
