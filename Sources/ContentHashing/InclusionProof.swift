/// That a leaf is in an RFC 6962 tree, at a place. A value that anyone may have sent: checking it never traps, and its length costs no more
/// than the path that fits the tree.
///
/// Specification: RFC 6962, section 2.1.1; checked as in RFC 9162, section 2.1.3.2.
public struct InclusionProof: Hashable, Sendable {
    /// The place of the leaf, from zero.
    public var index: UInt64
    /// The number of leaves in the tree.
    public var size: UInt64
    /// The roots beside the way from the leaf up, the leaf's neighbour first.
    public var path: [Digest]

    /// The longest path of any tree that fits 64 bits.
    public static let maximumPathCount = 64

    public init(index: UInt64, size: UInt64, path: [Digest]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// Whether the tree with this root has the leaf, given by its hash, at `index`.
    public func verifies(leaf: Digest, root: Digest) -> Bool { self.root(leaf: leaf) == root }

    /// The root of the tree that has this leaf at `index` and this path; nil when the path is too long or too short for the tree.
    public func root(leaf: Digest) -> Digest? {
        guard index < size else { return nil }
        var climb = MerkleClimb(index: index, lastIndex: size - 1)
        var joined = leaf
        for sibling in path {
            guard let side = climb.step() else { return nil }
            joined = side == .left ? MerkleHash.node(sibling, joined) : MerkleHash.node(joined, sibling)
        }
        return climb.isAtTop ? joined : nil
    }
}
