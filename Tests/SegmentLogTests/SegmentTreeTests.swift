import ContentHashing
import Testing

@testable import SegmentLog

@Suite struct SegmentTreeTests {
    /// Frontier and kept nodes do not depend on how many leaves are appended at once.
    @Test(arguments: [0, 1, 2, 3, 4, 5, 7, 8, 254, 255, 256, 257, 511, 768, 1023])
    func manyLeavesAtOnceAreThoseLeavesOneByOne(size: Int) {
        var start = SegmentTree(startingAt: MerkleFrontier())
        for number in 0..<size { start.append(Self.leaf(number)) }
        for count in [0, 1, 2, 3, 4, 5, 6, 9, 255, 256, 257, 513, 1300] {
            var single = start
            for number in 0..<count { single.append(Self.leaf(size + number)) }
            var together = start
            var leaves = (0..<count).map { Self.leaf(size + $0) }
            together.append(contentsOf: &leaves)
            #expect(together == single, "\(size) + \(count)")
            #expect(leaves.isEmpty)
        }
    }

    private static func leaf(_ number: Int) -> Digest {
        SHA256.digest([UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)])
    }
}
