/// That an RFC 6962 tree is a prefix of a larger one: nothing in it was changed, taken out or put in between. A value that anyone may have
/// sent: checking it never traps.
///
/// Specification: RFC 6962, section 2.1.2; checked as in RFC 9162, section 2.1.4.2. The two cases that these leave open: equal sizes have an empty path and
/// equal roots, and every tree is consistent with the empty tree, with an empty path.
public struct ConsistencyProof: Hashable, Sendable {
    /// The number of leaves in the smaller tree.
    public var oldSize: UInt64
    /// The number of leaves in the larger tree.
    public var size: UInt64
    public var path: [Digest]

    /// The longest path of any two trees that fit 64 bits.
    public static let maximumPathCount = 65

    public init(oldSize: UInt64, size: UInt64, path: [Digest]) {
        self.oldSize = oldSize
        self.size = size
        self.path = path
    }

    /// Whether the tree with the root `oldRoot` is a prefix of the one with the root `root`.
    public func verifies(oldRoot: Digest, root: Digest) -> Bool {
        guard oldSize <= size else { return false }
        if oldSize == size { return path.isEmpty && oldRoot == root && (size > 0 || root == MerkleHash.emptyRoot) }
        if oldSize == 0 { return path.isEmpty && oldRoot == MerkleHash.emptyRoot }
        // A perfect old tree is a subtree of the new one, and its root is not sent.
        let isPerfect = oldSize & (oldSize - 1) == 0
        guard let start = isPerfect ? oldRoot : path.first else { return false }
        var climb = MerkleClimb(index: oldSize - 1, lastIndex: size - 1)
        climb.skipRightEdges()
        var (old, new) = (start, start)
        for part in path.dropFirst(isPerfect ? 0 : 1) {
            guard let side = climb.step() else { return false }
            if side == .left {
                old = MerkleHash.node(part, old)
                new = MerkleHash.node(part, new)
            } else {
                new = MerkleHash.node(new, part)
            }
        }
        return climb.isAtTop && old == oldRoot && new == root
    }
}
