import ByteCoding
import ContentHashing
import Testing

struct MerkleTests {
    /// The inputs and roots of the Certificate Transparency reference implementation's tests.
    static let inputs: [[UInt8]] = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
        .map { Hexadecimal.bytes(of: $0)! }
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    /// RFC 6962, section 2.1, word for word.
    static func naiveRoot(_ leaves: ArraySlice<Digest>) -> Digest {
        if leaves.isEmpty { return SHA256.digest([]) }
        if leaves.count == 1 { return leaves.first! }
        var k = 1
        while 2 * k < leaves.count { k *= 2 }
        return SHA256.digest([1] + naiveRoot(leaves.prefix(k)).bytes + naiveRoot(leaves.dropFirst(k)).bytes)
    }

    @Test func rootsAreThoseOfCertificateTransparency() {
        var frontier = MerkleFrontier()
        #expect(frontier.root.description == Self.roots[0])
        for (input, root) in zip(Self.inputs, Self.roots.dropFirst()) {
            frontier.append(MerkleHash.leaf(input))
            #expect(frontier.root.description == root)
        }
    }

    @Test func rootsAreThoseOfTheRecursiveDefinition() {
        let leaves = (0..<201).map { MerkleHash.leaf([UInt8(truncatingIfNeeded: $0)]) }
        var frontier = MerkleFrontier()
        for size in 0...200 {
            #expect(frontier.size == UInt64(size))
            #expect(frontier.hashes.count == size.nonzeroBitCount)
            #expect(frontier.root == Self.naiveRoot(leaves.prefix(size)), "\(size) leaves")
            #expect(MerkleFrontier.root(of: leaves.prefix(size)) == frontier.root)
            frontier.append(leaves[size])
        }
    }

    @Test func aKeptFrontierGoesOnWhereItStopped() throws {
        let leaves = (0..<70).map { MerkleHash.leaf([$0]) }
        let whole = MerkleFrontier.root(of: leaves)
        for cut in 0...leaves.count {
            var before = MerkleFrontier()
            for leaf in leaves.prefix(cut) { before.append(leaf) }
            var after = try #require(MerkleFrontier(size: before.size, hashes: before.hashes))
            #expect(after == before)
            for leaf in leaves.dropFirst(cut) { after.append(leaf) }
            #expect(after.root == whole, "cut at \(cut)")
        }
    }

    @Test(arguments: [(UInt64(0), 1), (1, 0), (1, 2), (3, 1), (7, 4), (.max, 63), (.max, 65)])
    func aFrontierNeedsOneHashForEachBit(_ size: UInt64, _ count: Int) {
        #expect(MerkleFrontier(size: size, hashes: [Digest](repeating: .zero, count: count)) == nil)
    }

    @Test func leavesNodesAndRecordsAreHashedApart() {
        let head: [UInt8] = [1, 2, 3]
        let body = SHA256.digest([4, 5])
        #expect(MerkleHash.leaf(head) == SHA256.digest([0, 1, 2, 3]))
        #expect(MerkleHash.leaf(head.span) == MerkleHash.leaf(head))
        #expect(MerkleHash.node(body, .zero) == SHA256.digest([1] + body.bytes + Digest.zero.bytes))
        #expect(MerkleHash.recordLeaf(head: head.span, bodyHash: body) == SHA256.digest([0] + head + body.bytes))
        #expect(MerkleHash.emptyRoot == SHA256.digest([]))
    }
}
