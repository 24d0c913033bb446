/// The way from a node of an RFC 6962 tree up to its root, by places alone: on which side the next sibling stands.
///
/// Specification: RFC 9162, sections 2.1.3.2 and 2.1.4.2 (there *fn* and *sn*).
struct MerkleClimb {
    private var index: UInt64
    private var lastIndex: UInt64

    enum Side {
        case left, right
    }

    /// - Parameter lastIndex: the place of the tree's last leaf; not below `index`.
    init(index: UInt64, lastIndex: UInt64) {
        self.index = index
        self.lastIndex = lastIndex
    }

    /// Whether there is nothing beside the node any more.
    var isAtTop: Bool { lastIndex == 0 }

    /// Goes up past the next sibling; nil at the top.
    mutating func step() -> Side? {
        if isAtTop { return nil }
        let side = index & 1 == 1 || index == lastIndex ? Side.left : .right
        // The last node of a row without a neighbour goes up unjoined.
        if side == .left && index & 1 == 0 { rise(index.trailingZeroBitCount) }
        rise(1)
        return side
    }

    /// Goes up as long as the node ends its parent: to the root of the largest perfect subtree that ends with it.
    mutating func skipRightEdges() { rise((~index).trailingZeroBitCount) }

    private mutating func rise(_ rowCount: Int) {
        index >>= UInt64(rowCount)
        lastIndex >>= UInt64(rowCount)
    }
}
