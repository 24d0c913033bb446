/// A hybrid logical clock stamp: 48 bits of milliseconds since the Unix epoch, 16 bits of counter.
///
/// Stamps of one writer rise strictly, and a writer's next stamp is greater than everything it knew of when it wrote. Source: Kulkarni et al.,
/// "Logical Physical Clocks and Consistent Snapshots in Globally Distributed Databases", 2014.
package struct HybridTimestamp: RawRepresentable, Hashable, Sendable {
    package var rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }
    /// - Precondition: `milliseconds` fits 48 bits.
    package init(milliseconds: UInt64, counter: UInt16) {
        precondition(milliseconds <= Self.maximumMilliseconds, "milliseconds fit 48 bits")
        rawValue = milliseconds << 16 | UInt64(counter)
    }

    package static let zero = HybridTimestamp(rawValue: 0)
    /// The last millisecond that fits 48 bits.
    package static let maximumMilliseconds: UInt64 = (1 << 48) - 1

    package var milliseconds: UInt64 { rawValue >> 16 }
    package var counter: UInt16 { UInt16(truncatingIfNeeded: rawValue) }
}

extension HybridTimestamp: Comparable {
    package static func < (left: HybridTimestamp, right: HybridTimestamp) -> Bool { left.rawValue < right.rawValue }
}
