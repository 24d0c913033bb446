public import ContentHashing

/// How much of a log somebody has: the number of its records, and the root of the Merkle tree over them.
public struct LogExtent: Hashable, Sendable {
    /// Records held, a gapless prefix.
    public var size: UInt64
    /// The RFC 6962 root over those records; nil where it was not computed.
    public var root: Digest?

    public init(size: UInt64, root: Digest? = nil) {
        self.size = size
        self.root = root
    }
}
