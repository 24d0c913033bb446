/// What must be remembered of an RFC 6962 tree to append to it and to know its root: the roots of its perfect subtrees, one for each bit
/// of its size. At most 64 digests, however many leaves there are.
public struct MerkleFrontier: Hashable, Sendable {
    /// The number of leaves.
    public private(set) var size: UInt64
    /// The roots of the perfect subtrees, the largest (leftmost) first.
    public private(set) var hashes: [Digest]

    /// The tree without leaves.
    public init() {
        size = 0
        hashes = []
    }

    /// A frontier that was kept; nil unless there is one digest for each bit set in `size`.
    public init?(size: UInt64, hashes: [Digest]) {
        guard hashes.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.hashes = hashes
    }

    /// Adds a leaf, given by its hash. Each bit that the addition carries joins two subtrees of equal size.
    ///
    /// - Precondition: fewer than 2^64 - 1 leaves.
    public mutating func append(_ leaf: Digest) {
        var joined = leaf
        for _ in 0..<size.trailingOneBitCount { joined = MerkleHash.node(hashes.removeLast(), joined) }
        hashes.append(joined)
        size += 1
    }

    /// The root over all leaves: the subtrees joined from the smallest up.
    public var root: Digest {
        guard let last = hashes.last else { return MerkleHash.emptyRoot }
        return hashes.dropLast().reversed().reduce(last) { MerkleHash.node($1, $0) }
    }

    /// The root over `leaves`, given by their hashes.
    public static func root(of leaves: some Sequence<Digest>) -> Digest {
        var frontier = MerkleFrontier()
        for leaf in leaves { frontier.append(leaf) }
        return frontier.root
    }
}

extension UInt64 {
    fileprivate var trailingOneBitCount: Int { (~self).trailingZeroBitCount }
}
