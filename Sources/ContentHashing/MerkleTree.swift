/// Makes roots and proofs of an RFC 6962 tree out of the roots of perfect subtrees, wherever they are kept.
///
/// Knows which subtrees are needed, and nothing of how their roots are had: each function asks its closure, only for subtrees whose leaves all lie in
/// the tree, and throws what that throws. Specification: RFC 6962, section 2.1.
public enum MerkleTree {
    /// The root of the tree over the first `size` leaves: MTH(D[size]).
    public static func root<Failure: Error>(
        size: UInt64, _ subtreeRoot: (MerkleSubtree) throws(Failure) -> Digest
    ) throws(Failure) -> Digest {
        try root(over: 0..<size, subtreeRoot)
    }

    /// The audit path of a leaf: PATH(index, D[size]).
    ///
    /// - Precondition: `index` < `size`.
    public static func inclusionProof<Failure: Error>(
        of index: UInt64, in size: UInt64, _ subtreeRoot: (MerkleSubtree) throws(Failure) -> Digest
    ) throws(Failure) -> InclusionProof {
        precondition(index < size, "a proof is of a leaf in the tree")
        var path: [Digest] = []
        for sibling in siblings(of: index, in: size) { path.append(try root(over: sibling, subtreeRoot)) }
        return InclusionProof(index: index, size: size, path: path)
    }

    /// That the tree of `oldSize` leaves is a prefix of the tree of `size`: PROOF(oldSize, D[size]).
    ///
    /// - Precondition: `oldSize` ≤ `size`.
    public static func consistencyProof<Failure: Error>(
        from oldSize: UInt64, to size: UInt64, _ subtreeRoot: (MerkleSubtree) throws(Failure) -> Digest
    ) throws(Failure) -> ConsistencyProof {
        precondition(oldSize <= size, "a tree is consistent with larger ones")
        var path: [Digest] = []
        for part in consistencyParts(oldSize, size) { path.append(try root(over: part, subtreeRoot)) }
        return ConsistencyProof(oldSize: oldSize, size: size, path: path)
    }

    private static func root<Failure: Error>(
        over leaves: Range<UInt64>, _ subtreeRoot: (MerkleSubtree) throws(Failure) -> Digest
    ) throws(Failure) -> Digest {
        var joined: Digest?
        for part in MerkleSubtree.parts(of: leaves).reversed() {
            let left = try subtreeRoot(part)
            joined = joined.map { MerkleHash.node(left, $0) } ?? left
        }
        return joined ?? MerkleHash.emptyRoot
    }

    /// The parts of the tree beside the way from a leaf to the root, the leaf's neighbour first.
    private static func siblings(of index: UInt64, in size: UInt64) -> [Range<UInt64>] {
        var siblings: [Range<UInt64>] = []
        var tree = 0..<size
        while tree.upperBound - tree.lowerBound > 1 {
            let (left, right) = halves(tree)
            siblings.append(index < left.upperBound ? right : left)
            tree = index < left.upperBound ? left : right
        }
        return siblings.reversed()
    }

    /// SUBPROOF without recursion: the way down to the place where the old tree ends, and what stands beside it.
    private static func consistencyParts(_ oldSize: UInt64, _ size: UInt64) -> [Range<UInt64>] {
        guard oldSize > 0, oldSize < size else { return [] }
        var parts: [Range<UInt64>] = []
        var tree = 0..<size
        while tree.upperBound != oldSize {
            let (left, right) = halves(tree)
            parts.append(oldSize <= left.upperBound ? right : left)
            tree = oldSize <= left.upperBound ? left : right
        }
        // A part that begins at zero is the old tree itself, whose root the verifier has.
        if tree.lowerBound > 0 { parts.append(tree) }
        return parts.reversed()
    }

    /// A part of two or more leaves is divided after the largest power of two that is smaller than their number.
    private static func halves(_ leaves: Range<UInt64>) -> (left: Range<UInt64>, right: Range<UInt64>) {
        let last = leaves.upperBound - leaves.lowerBound - 1
        let middle = leaves.lowerBound + 1 << UInt64(63 - last.leadingZeroBitCount)
        return (leaves.lowerBound..<middle, middle..<leaves.upperBound)
    }
}
