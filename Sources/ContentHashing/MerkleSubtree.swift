/// A perfect subtree of an RFC 6962 tree, by its place: the one thing of which a growing tree never changes the root.
public struct MerkleSubtree: Hashable, Sendable {
    /// 2^height leaves; below 64.
    public let height: Int
    /// How many subtrees of the same height lie before it.
    public let index: UInt64

    /// - Precondition: 0 ≤ height < 64, and the subtree's leaves have places below 2^64.
    public init(height: Int, index: UInt64) {
        precondition((0..<64).contains(height) && index <= UInt64.max >> height, "no tree is as large as that")
        self.height = height
        self.index = index
    }

    /// Its first leaf.
    public var firstLeaf: UInt64 { index << height }
    /// Its last leaf.
    public var lastLeaf: UInt64 { firstLeaf + (1 << height) - 1 }
    public var leafCount: UInt64 { 1 << height }

    /// The subtrees, from left to right, of which the part `leaves` of a tree is made. RFC 6962 joins them from the right.
    ///
    /// Only parts that are subtrees by the RFC's definition have a root: `leaves` begins at a multiple of the smallest power of two that is not
    /// smaller than its length.
    static func parts(of leaves: Range<UInt64>) -> [MerkleSubtree] {
        var parts: [MerkleSubtree] = []
        var first = leaves.lowerBound
        while first < leaves.upperBound {
            let height = 63 - (leaves.upperBound - first).leadingZeroBitCount
            parts.append(MerkleSubtree(height: height, index: first >> height))
            first += 1 << height
        }
        return parts
    }
}
