import ContentHashing
import Testing

@Suite struct MerklePairTests {
    private static func bytes(_ count: Int, _ seed: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ seed &* 7 &+ $0 >> 8) }
    }

    /// Around every length at which a message takes another block, and beyond what is hashed from a copy.
    private static let lengths = [0, 1, 22, 23, 24, 30, 31, 32, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 127, 128, 222, 223, 224, 300]

    @Test(arguments: lengths)
    func leavesOfTwoRecordsAreThoseOfEach(headLength: Int) {
        for bodyLength in Self.lengths {
            for (otherHeadLength, otherBodyLength) in [(headLength, bodyLength), (bodyLength, headLength), (3, 64)] {
                let head = Self.bytes(headLength, 1)
                let body = Self.bytes(bodyLength, 2)
                let otherHead = Self.bytes(otherHeadLength, 3)
                let otherBody = Self.bytes(otherBodyLength, 4)
                let pair = MerkleHash.recordLeafPair(head: head.span, body: body.span, head: otherHead.span, body: otherBody.span)
                let first = MerkleHash.recordLeaf(head: head.span, bodyHash: SHA256.digest(body))
                let second = MerkleHash.recordLeaf(head: otherHead.span, bodyHash: SHA256.digest(otherBody))
                #expect(pair == (first, second), "\(headLength) \(bodyLength) \(otherHeadLength) \(otherBodyLength)")
            }
        }
    }

    @Test(arguments: 0...9)
    func raisingALevelMakesTheNodeOfEachPair(count: Int) {
        let level = (0..<20).map { SHA256.digest([UInt8($0)]) }
        var raised = level
        MerkleHash.raise(&raised, count: count)
        #expect(Array(raised.prefix(count)) == (0..<count).map { MerkleHash.node(level[2 * $0], level[2 * $0 + 1]) })
        #expect(raised.suffix(20 - 2 * count) == level.suffix(20 - 2 * count))
    }
}
