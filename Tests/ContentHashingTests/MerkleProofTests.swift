import ContentHashing
import Testing

/// Proofs of every leaf and of every pair of sizes up to `largest`, against the recursive definitions of RFC 6962.
struct MerkleProofTests {
    private static let largest: UInt64 = 130
    private static let leaves = (0..<Int(largest)).map { MerkleHash.leaf([UInt8($0), 7]) }

    private static func naiveRoot(_ leaves: ArraySlice<Digest>) -> Digest { MerkleTests.naiveRoot(leaves) }

    private static func split(_ count: Int) -> Int {
        var k = 1
        while 2 * k < count { k *= 2 }
        return k
    }

    /// PATH(m, D[n]), word for word.
    private static func naivePath(_ m: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
        if leaves.count == 1 { return [] }
        let k = split(leaves.count)
        if m < k { return naivePath(m, leaves.prefix(k)) + [naiveRoot(leaves.dropFirst(k))] }
        return naivePath(m - k, leaves.dropFirst(k)) + [naiveRoot(leaves.prefix(k))]
    }

    /// SUBPROOF(m, D[n], b), word for word.
    private static func naiveSubproof(_ m: Int, _ leaves: ArraySlice<Digest>, _ isWhole: Bool) -> [Digest] {
        if m == leaves.count { return isWhole ? [] : [naiveRoot(leaves)] }
        let k = split(leaves.count)
        if m <= k { return naiveSubproof(m, leaves.prefix(k), isWhole) + [naiveRoot(leaves.dropFirst(k))] }
        return naiveSubproof(m - k, leaves.dropFirst(k), false) + [naiveRoot(leaves.prefix(k))]
    }

    private static func root(_ size: UInt64) -> Digest { MerkleFrontier.root(of: leaves.prefix(Int(size))) }

    /// A subtree's root from its leaves.
    private static func subtreeRoot(_ subtree: MerkleSubtree) -> Digest {
        MerkleFrontier.root(of: leaves[Int(subtree.firstLeaf)...Int(subtree.lastLeaf)])
    }

    @Test func rootsAreMadeOfSubtrees() {
        for size in 0...Self.largest { #expect(MerkleTree.root(size: size, Self.subtreeRoot) == Self.root(size)) }
    }

    @Test func inclusionProofsAreThoseOfTheRecursiveDefinition() {
        for size in 1...Self.largest {
            let root = Self.root(size)
            for index in 0..<size {
                let proof = MerkleTree.inclusionProof(of: index, in: size, Self.subtreeRoot)
                #expect(proof.path == Self.naivePath(Int(index), Self.leaves.prefix(Int(size))), "\(index) of \(size)")
                #expect(proof.verifies(leaf: Self.leaves[Int(index)], root: root), "\(index) of \(size)")
                #expect(proof.path.count <= InclusionProof.maximumPathCount)
            }
        }
    }

    @Test func consistencyProofsAreThoseOfTheRecursiveDefinition() {
        let roots = (0...Self.largest).map(Self.root)
        for size in 1...Self.largest {
            for old in 1...size {
                let proof = MerkleTree.consistencyProof(from: old, to: size, Self.subtreeRoot)
                #expect(proof.path == Self.naiveSubproof(Int(old), Self.leaves.prefix(Int(size)), true), "\(old) of \(size)")
                #expect(proof.verifies(oldRoot: roots[Int(old)], root: roots[Int(size)]), "\(old) of \(size)")
            }
        }
    }

    /// Another place, another size, another leaf or root, a flipped bit, a digest too few, too many or twice.
    @Test func noChangedInclusionProofIsAccepted() {
        for size in 1...UInt64(40) {
            let root = Self.root(size)
            for index in 0..<size {
                let leaf = Self.leaves[Int(index)]
                let proof = MerkleTree.inclusionProof(of: index, in: size, Self.subtreeRoot)
                for changed in Self.changedPaths(proof.path) {
                    #expect(!InclusionProof(index: index, size: size, path: changed).verifies(leaf: leaf, root: root))
                }
                for other in 0...size + 1 where other != index {
                    #expect(!InclusionProof(index: other, size: size, path: proof.path).verifies(leaf: leaf, root: root))
                }
                #expect(!proof.verifies(leaf: Self.leaves[Int(index) + 1], root: root))
                #expect(!proof.verifies(leaf: leaf, root: Self.root(size + 1)))
                #expect(!proof.verifies(leaf: root, root: leaf) || size == 1)
            }
        }
    }

    /// A path made for one size passes for no other size's root, and shows no other leaf whatever size is claimed.
    @Test func anotherSizeShowsNothing() {
        let roots = (0...Self.largest).map(Self.root)
        for size in 1...UInt64(40) {
            for index in 0..<size {
                let proof = MerkleTree.inclusionProof(of: index, in: size, Self.subtreeRoot)
                for other in 0...UInt64(80) where other != size {
                    let changed = InclusionProof(index: index, size: other, path: proof.path)
                    #expect(!changed.verifies(leaf: Self.leaves[Int(index)], root: roots[Int(other)]))
                    #expect(!changed.verifies(leaf: Self.leaves[Int(index) + 1], root: roots[Int(size)]))
                }
            }
        }
    }

    @Test func noChangedConsistencyProofIsAccepted() {
        let roots = (0...Self.largest).map(Self.root)
        for size in 1...UInt64(40) {
            for old in 1...size {
                let proof = MerkleTree.consistencyProof(from: old, to: size, Self.subtreeRoot)
                let (oldRoot, root) = (roots[Int(old)], roots[Int(size)])
                for changed in Self.changedPaths(proof.path) {
                    #expect(!ConsistencyProof(oldSize: old, size: size, path: changed).verifies(oldRoot: oldRoot, root: root))
                }
                #expect(!proof.verifies(oldRoot: roots[Int(old) - 1], root: root))
                #expect(!proof.verifies(oldRoot: oldRoot, root: roots[Int(size) + 1]))
                #expect(old == size || !proof.verifies(oldRoot: root, root: oldRoot))
            }
        }
    }

    @Test func everyTreeIsConsistentWithTheEmptyOneAndWithItself() {
        let (empty, some) = (MerkleHash.emptyRoot, Self.root(5))
        #expect(ConsistencyProof(oldSize: 0, size: 5, path: []).verifies(oldRoot: empty, root: some))
        #expect(ConsistencyProof(oldSize: 0, size: 0, path: []).verifies(oldRoot: empty, root: empty))
        #expect(ConsistencyProof(oldSize: 5, size: 5, path: []).verifies(oldRoot: some, root: some))
        #expect(!ConsistencyProof(oldSize: 0, size: 5, path: [some]).verifies(oldRoot: empty, root: some))
        #expect(!ConsistencyProof(oldSize: 0, size: 5, path: []).verifies(oldRoot: some, root: some))
        #expect(!ConsistencyProof(oldSize: 0, size: 0, path: []).verifies(oldRoot: some, root: some))
        #expect(!ConsistencyProof(oldSize: 5, size: 5, path: [some]).verifies(oldRoot: some, root: some))
        #expect(!ConsistencyProof(oldSize: 6, size: 5, path: []).verifies(oldRoot: some, root: some))
    }

    /// Numbers at the edges of 64 bits and paths of any length neither trap nor pass.
    @Test func hostileNumbersAreRefused() {
        let numbers: [UInt64] = [0, 1, 2, 3, 1 << 32, 1 << 63 - 1, 1 << 63, 1 << 63 + 1, .max - 1, .max]
        for length in [0, 1, 2, 62, 63, 64, 65, 66, 1000] {
            let path = [Digest](repeating: .zero, count: length)
            for first in numbers {
                for second in numbers {
                    #expect(!InclusionProof(index: first, size: second, path: path).verifies(leaf: Self.leaves[0], root: Self.leaves[1]))
                    let proof = ConsistencyProof(oldSize: first, size: second, path: path)
                    #expect(!proof.verifies(oldRoot: Self.leaves[0], root: Self.leaves[1]))
                }
            }
        }
    }

    /// In a tree whose leaves are all alike a subtree's root depends on its height only, so the largest of all can be built.
    @Test func theLargestTreesHaveProofs() {
        var roots = [Self.leaves[0]]
        for _ in 1..<64 { roots.append(MerkleHash.node(roots.last!, roots.last!)) }
        func root(_ subtree: MerkleSubtree) -> Digest { roots[subtree.height] }
        for size: UInt64 in [1 << 63, 1 << 63 + 1, .max - 1, .max] {
            let treeRoot = MerkleTree.root(size: size, root)
            for index: UInt64 in [0, 1, size / 2, size - 1] {
                let proof = MerkleTree.inclusionProof(of: index, in: size, root)
                #expect((1...InclusionProof.maximumPathCount).contains(proof.path.count))
                #expect(proof.verifies(leaf: Self.leaves[0], root: treeRoot))
                #expect(!proof.verifies(leaf: Self.leaves[1], root: treeRoot))
            }
            for old: UInt64 in [1, 2, size / 2, size - 1] {
                let proof = MerkleTree.consistencyProof(from: old, to: size, root)
                #expect((1...ConsistencyProof.maximumPathCount).contains(proof.path.count))
                #expect(proof.verifies(oldRoot: MerkleTree.root(size: old, root), root: treeRoot))
            }
        }
    }

    private static func changedPaths(_ path: [Digest]) -> [[Digest]] {
        var changed = [path + [.zero], path + [leaves[0]], [leaves[0]] + path]
        if let last = path.last { changed += [path + [last], Array(path.dropLast()), Array(path.dropFirst())] }
        for place in path.indices {
            var bytes = path[place].bytes
            bytes[place % 32] ^= 1 << UInt8(place % 8)
            var flipped = path
            flipped[place] = Digest(bytes: bytes)
            changed.append(flipped)
            if place > 0 {
                var swapped = path
                swapped.swapAt(place, place - 1)
                changed.append(swapped)
            }
        }
        return changed.filter { $0 != path }
    }
}
