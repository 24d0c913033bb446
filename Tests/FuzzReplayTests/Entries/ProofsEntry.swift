import ByteCoding
import ContentHashing

/// Inclusion and consistency proofs: three numbers, then the hashes of a path.
///
/// Any numbers and any path are checked without a trap. For numbers brought down to a tree that is really there, the path is the real one, changed as
/// the input says: a proof verifies if and only if it is the real one.
enum ProofsEntry {
    private static let leaves = (0..<300).map { MerkleHash.leaf(Array("leaf \($0)".utf8).span) }
    private static let sizeMax = UInt64(leaves.count)

    static func run(_ bytes: [UInt8]) throws {
        var reader = ByteReader(bytes.span)
        guard let index = try? reader.readUInt64(), let size = try? reader.readUInt64(), let old = try? reader.readUInt64() else { return }
        let rest = Array(bytes.dropFirst(24))
        checkAnything(index, size, old, rest)
        let real = 1 + size % sizeMax
        try checkInclusion(of: index % real, in: real, rest)
        try checkConsistency(from: old % (real + 1), to: real, rest)
    }

    private static func checkAnything(_ index: UInt64, _ size: UInt64, _ old: UInt64, _ bytes: [UInt8]) {
        let path = stride(from: 0, to: bytes.count - bytes.count % Digest.byteCount, by: Digest.byteCount).map {
            Digest(bytes.span.extracting($0..<($0 + Digest.byteCount)))
        }
        let inclusion = InclusionProof(index: index, size: size, path: path)
        _ = inclusion.root(leaf: leaves[0])
        _ = inclusion.verifies(leaf: leaves[0], root: leaves[1])
        _ = ConsistencyProof(oldSize: old, size: size, path: path).verifies(oldRoot: leaves[0], root: leaves[1])
        let ends = (path.first ?? leaves[0], path.last ?? leaves[1])
        _ = ConsistencyProof(oldSize: index, size: size, path: path).verifies(oldRoot: ends.0, root: ends.1)
    }

    private static func checkInclusion(of index: UInt64, in size: UInt64, _ changes: [UInt8]) throws {
        let real = MerkleTree.inclusionProof(of: index, in: size, subtreeRoot)
        let proof = InclusionProof(index: index, size: size, path: changed(real.path, changes))
        let leaf = leaves[Int(index)]
        try FuzzFinding.unless(
            proof.verifies(leaf: leaf, root: root(size)) == (proof == real), "leaf \(index) of \(size): \(proof.path.count) hashes")
        let other = InclusionProof(index: (index + 1) % size, size: size, path: real.path)
        try FuzzFinding.unless(!other.verifies(leaf: leaf, root: root(size)) || size == 1, "leaf \(index) of \(size) at another place")
    }

    private static func checkConsistency(from old: UInt64, to size: UInt64, _ changes: [UInt8]) throws {
        let real = MerkleTree.consistencyProof(from: old, to: size, subtreeRoot)
        let proof = ConsistencyProof(oldSize: old, size: size, path: changed(real.path, changes))
        try FuzzFinding.unless(
            proof.verifies(oldRoot: root(old), root: root(size)) == (proof == real), "\(old) to \(size): \(proof.path.count) hashes")
        let isFooled = old != size && real.verifies(oldRoot: root(size), root: root(size))
        try FuzzFinding.unless(!isFooled, "\(old) to \(size): another root was taken for the old one")
    }

    /// The path after the changes: a number of hashes to be cut off or added, then pairs of a place and what its byte is changed by.
    private static func changed(_ path: [Digest], _ changes: [UInt8]) -> [Digest] {
        guard let count = changes.first else { return path }
        var path = path
        if count & 1 != 0 { path.removeLast(min(path.count, Int(count >> 1) & 3)) }
        if count & 2 != 0 { path += leaves[..<(Int(count >> 4) & 3)] }
        for place in stride(from: 2, to: changes.count, by: 2) where !path.isEmpty {
            var bytes = path[Int(changes[place - 1]) % path.count].bytes
            bytes[Int(changes[place - 1]) % Digest.byteCount] ^= changes[place]
            path[Int(changes[place - 1]) % path.count] = Digest(bytes: bytes)
        }
        return path
    }

    private static func root(_ size: UInt64) -> Digest { roots[Int(size)] }

    /// Over the first leaves, by their number.
    private static let roots = (0...leaves.count).map { MerkleFrontier.root(of: leaves[..<$0]) }

    private static func subtreeRoot(_ subtree: MerkleSubtree) -> Digest {
        MerkleFrontier.root(of: leaves[Int(subtree.firstLeaf)...Int(subtree.lastLeaf)])
    }
}
