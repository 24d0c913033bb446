import ContentHashing

/// The log's Merkle tree (RFC 6962) as it grows over one segment: its frontier, and the larger nodes that the segment completes, which its
/// footer keeps so that a proof need not hash more than 256 records.
struct SegmentTree: Hashable, Sendable {
    private var size: UInt64
    private var hashes: [Digest]
    /// Roots of the perfect subtrees of height ≥ 8 completed so far, in the footer's order.
    private(set) var nodes: [Digest] = []

    static let smallestKeptHeight = 8

    init(startingAt frontier: MerkleFrontier) {
        size = frontier.size
        hashes = frontier.hashes
    }

    mutating func append(_ leaf: Digest) {
        var joined = leaf
        let carries = (~size).trailingZeroBitCount
        for height in 0..<carries {
            joined = MerkleHash.node(hashes.removeLast(), joined)
            if height + 1 >= Self.smallestKeptHeight { nodes.append(joined) }
        }
        hashes.append(joined)
        size += 1
    }

    var frontier: MerkleFrontier {
        guard let frontier = MerkleFrontier(size: size, hashes: hashes) else { preconditionFailure("one digest for each bit of the size") }
        return frontier
    }

    /// The tree after a segment, for the segment that follows.
    var nextSegment: SegmentTree { SegmentTree(startingAt: frontier) }
}
