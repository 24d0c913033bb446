/// What a rewriting found and did, segment by segment.
public struct LogRewritingReport: Hashable, Sendable {
    /// What became of one segment.
    public enum Outcome: Hashable, Sendable {
        /// It was replaced.
        case rewritten
        /// Its blocks are stored as densely already; only their headers were read.
        case denseAlready
        /// Tried, and not replaced, because it would save less than was asked for.
        case littleToGain
        /// The last segment: its writer is at work on it, or died without sealing it.
        case inUse
        /// Something in it is wrong; every byte was kept. Run a verification for all of the damage.
        case damaged(LogDamage)
    }

    /// One segment.
    public struct Segment: Hashable, Sendable {
        public var file: String
        public var outcome: Outcome
        /// The file's length as it was found, in bytes.
        public var storedByteCountBefore: UInt64
        /// The file's length now.
        public var storedByteCountAfter: UInt64
        /// The bytes of its records' heads and bodies; zero where the segment could not be read, or has no footer yet.
        public var contentByteCount: UInt64

        /// The new length as a part of the old one.
        public var ratio: Double { storedByteCountBefore > 0 ? Double(storedByteCountAfter) / Double(storedByteCountBefore) : 1 }
    }

    /// In the log's order; those that were not reached before a cancellation are missing.
    public var segments: [Segment] = []
    /// Whether the caller ended it before the last segment. Each segment is as it was or whole as it was to become.
    public var isCancelled = false

    public var storedByteCountBefore: UInt64 { segments.reduce(0) { $0 + $1.storedByteCountBefore } }
    public var storedByteCountAfter: UInt64 { segments.reduce(0) { $0 + $1.storedByteCountAfter } }
    public var contentByteCount: UInt64 { segments.reduce(0) { $0 + $1.contentByteCount } }
    public var rewrittenCount: Int { segments.count { $0.outcome == .rewritten } }
    /// What was wrong in segments that were therefore left alone.
    public var damage: [LogDamage] {
        segments.compactMap { segment in
            guard case .damaged(let damage) = segment.outcome else { return nil }
            return damage
        }
    }
}
