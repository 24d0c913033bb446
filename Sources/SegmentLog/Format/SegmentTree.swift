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

    /// Appends many leaves, level by level, so that their hashes can be made two at a time.
    ///
    /// - Parameter level: the leaves; used up.
    mutating func append(contentsOf level: inout [Digest]) {
        guard level.count >= 4 else {
            for leaf in level { append(leaf) }
            return level.removeAll(keepingCapacity: true)
        }
        // Where `level` begins among the nodes of its height.
        var start = size
        size += UInt64(level.count)
        var kept: [KeptNode] = []
        var unpaired: [Digest] = []
        var height = 0
        while !level.isEmpty {
            if start & 1 == 1 { level.insert(hashes.removeLast(), at: 0) }
            start >>= 1
            height += 1
            let count = level.count / 2
            if level.count & 1 == 1 { unpaired.append(level[level.count - 1]) }
            MerkleHash.raise(&level, count: count)
            level.removeLast(level.count - count)
            guard height >= Self.smallestKeptHeight else { continue }
            for (place, digest) in level.enumerated() {
                kept.append(KeptNode(end: (start + UInt64(place) + 1) << UInt64(height), height: height, digest: digest))
            }
        }
        hashes.append(contentsOf: unpaired.reversed())
        kept.sort { ($0.end, $0.height) < ($1.end, $1.height) }
        nodes.append(contentsOf: kept.lazy.map(\.digest))
    }

    private struct KeptNode {
        /// The number of leaves up to its last one.
        var end: UInt64
        var height: Int
        var digest: Digest
    }

    var frontier: MerkleFrontier {
        guard let frontier = MerkleFrontier(size: size, hashes: hashes) else { preconditionFailure("one digest for each bit of the size") }
        return frontier
    }

    /// The tree after a segment, for the segment that follows.
    var nextSegment: SegmentTree { SegmentTree(startingAt: frontier) }
}
