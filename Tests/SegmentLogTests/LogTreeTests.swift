import BlockCodec
import ContentHashing
import SegmentLog
import Testing

/// Heads and proofs read out of a log's files, against a tree over the same records made in memory.
struct LogTreeTests {
    private static let storage = FileStorage()

    /// The most records that any proof hashes again: a chunk at the record or the old size, and one at the edge of a size that is no segment's end.
    private static let chunkRecordCount: UInt64 = 256

    /// Writes batches of the given lengths; a segment is sealed when it has about `segmentByteCount` bytes.
    ///
    /// - Returns: the writer, still open, and every record's leaf.
    private func log(
        _ path: String, batches: [Int], segmentByteCount: Int = 12_000, codec: BlockCodec = .none, seed: Int = 0
    ) throws -> (writer: LogWriter, leaves: [Digest]) {
        var options = LogOptions(label: Array("tree".utf8))
        options.segmentByteCountTarget = segmentByteCount
        options.codec = codec
        let writer = try LogWriter.create(in: path, identity: .random(.sample), options: options, storage: Self.storage)
        return (writer, try append(batches, to: writer, seed: seed))
    }

    private func append(_ batches: [Int], to writer: LogWriter, seed: Int) throws -> [Digest] {
        var leaves: [Digest] = []
        for count in batches {
            let batch = (0..<count).map { LogRecord.numbered(seed + leaves.count + $0) }
            leaves += batch.map { MerkleHash.recordLeaf(head: $0.head.span, bodyHash: SHA256.digest($0.body)) }
            try writer.append(batch)
        }
        return leaves
    }

    private func tree(_ path: String) throws -> LogTree { try LogTree(LogReader(directory: path, storage: Self.storage)) }

    private func root(_ leaves: [Digest], _ size: UInt64) -> Digest { MerkleFrontier.root(of: leaves.prefix(Int(size))) }

    @Test func headsOfSegmentsAreTheRootsAtTheirEnds() throws {
        let directory = LogDirectory()
        let (writer, leaves) = try log(directory.path + "/log", batches: [Int](repeating: 90, count: 20))
        try writer.close()
        var tree = try tree(directory.path + "/log")
        let heads = try tree.segmentHeads()
        #expect(heads.count > 4)
        #expect(heads.last?.extent.size == 1800)
        for head in heads {
            #expect(head.extent.root == root(leaves, head.extent.size))
            #expect(head.isSealed)
            #expect(try tree.isBatchEnd(head.extent.size))
        }
        #expect(heads.map(\.first.rawValue) == [0] + heads.dropLast().map(\.extent.size))
        #expect(try tree.head() == heads.last?.extent)
        #expect(tree.rehashedRecordCount + tree.unsealedRecordCount == 0, "headers and footers say it all")
    }

    /// Segments shorter than a chunk, about as long, and much longer; batches that are no multiple of anything.
    @Test(arguments: [900, 12_000, 60_000, 10_000_000])
    func everyProofIsRightAndCheap(_ segmentByteCount: Int) throws {
        let directory = LogDirectory()
        let path = directory.path + "/log"
        let batches = [1, 255, 1, 300, 77, 1, 1, 512, 333, 40, 700]
        let (writer, leaves) = try log(path, batches: batches, segmentByteCount: segmentByteCount)
        try writer.close()
        let size = UInt64(leaves.count)
        var whole = try tree(path)
        let edges = try whole.segmentHeads().map(\.extent.size)
        for index in stride(from: 0, to: size, by: 37) {
            var tree = try tree(path)
            let proof = try tree.inclusionProof(of: SequenceNumber(index), in: size)
            #expect(proof.verifies(leaf: leaves[Int(index)], root: root(leaves, size)))
            #expect(tree.rehashedRecordCount <= Self.chunkRecordCount, "record \(index)")
            #expect(tree.unsealedRecordCount == 0)
        }
        for old in stride(from: 1, through: size, by: 41) {
            for newer in [size, edges.first { $0 >= old } ?? size] {
                var tree = try tree(path)
                let proof = try tree.consistencyProof(from: old, to: newer)
                #expect(proof.verifies(oldRoot: root(leaves, old), root: root(leaves, newer)))
                #expect(tree.rehashedRecordCount <= Self.chunkRecordCount, "\(old) to \(newer)")
            }
        }
        for other in stride(from: 1, through: size, by: 101) {
            var tree = try tree(path)
            #expect(try tree.root(at: other) == root(leaves, other))
            #expect(tree.rehashedRecordCount <= Self.chunkRecordCount)
            _ = try tree.inclusionProof(of: SequenceNumber(other / 2), in: other)
            #expect(tree.rehashedRecordCount <= 2 * Self.chunkRecordCount)
        }
    }

    @Test func everyPairOfSizesOfASmallLogIsProved() throws {
        let directory = LogDirectory()
        let (writer, leaves) = try log(directory.path + "/log", batches: [5, 9, 1, 2, 2, 11], segmentByteCount: 400)
        try writer.close()
        var tree = try tree(directory.path + "/log")
        for size in 0...UInt64(leaves.count) {
            #expect(try tree.root(at: size) == root(leaves, size))
            for index in 0..<size {
                let proof = try tree.inclusionProof(of: SequenceNumber(index), in: size)
                #expect(proof.verifies(leaf: leaves[Int(index)], root: root(leaves, size)))
                #expect(try tree.leaf(at: SequenceNumber(index)) == leaves[Int(index)])
            }
            for old in 0...size {
                let proof = try tree.consistencyProof(from: old, to: size)
                #expect(proof.verifies(oldRoot: root(leaves, old), root: root(leaves, size)))
            }
        }
    }

    /// The segment being written keeps no nodes yet: its records are hashed once, then only what is added.
    @Test func anUnsealedSegmentIsHashedOnce() throws {
        let directory = LogDirectory()
        let path = directory.path + "/log"
        var (writer, leaves) = try log(path, batches: [400, 400, 400], segmentByteCount: 30_000)
        var tree = try tree(path)
        let first = try #require(try tree.segmentHeads().last?.first.rawValue)
        #expect(try tree.segmentHeads().last?.isSealed == false)
        let size = tree.size
        #expect(size == 1200)
        let proof = try tree.inclusionProof(of: SequenceNumber(700), in: size)
        #expect(proof.verifies(leaf: leaves[700], root: root(leaves, size)))
        #expect(tree.unsealedRecordCount == size - first)
        #expect(tree.rehashedRecordCount <= Self.chunkRecordCount)
        leaves += try append([30], to: writer, seed: 1200)
        #expect(tree.size == size)
        #expect(try tree.refresh() == 1230)
        let grown = try tree.consistencyProof(from: size, to: 1230)
        #expect(grown.verifies(oldRoot: root(leaves, size), root: root(leaves, 1230)))
        #expect(tree.unsealedRecordCount == 1230 - first)
        try writer.close()
        try tree.refresh()
        #expect(try tree.head() == LogExtent(size: 1230, root: root(leaves, 1230)))
        #expect(tree.unsealedRecordCount == 1230 - first, "what was hashed is remembered when the segment is sealed")
    }

    @Test func whatIsNotDurableIsNotProved() throws {
        let directory = LogDirectory()
        let path = directory.path + "/log"
        let (writer, _) = try log(path, batches: [10])
        try writer.flush()
        var tree = try tree(path)
        #expect(tree.size == 10)
        #expect(code { _ = try tree.root(at: 11) } == .notDeliverable)
        #expect(code { _ = try tree.leaf(at: SequenceNumber(10)) } == .notDeliverable)
        #expect(code { _ = try tree.inclusionProof(of: SequenceNumber(10), in: 10) } == .notDeliverable)
        #expect(code { _ = try tree.inclusionProof(of: SequenceNumber(1), in: 11) } == .notDeliverable)
        #expect(code { _ = try tree.consistencyProof(from: 1, to: .max) } == .notDeliverable)
        #expect(code { _ = try tree.consistencyProof(from: 9, to: 8) } == .notDeliverable)
        try writer.close()
    }

    @Test func aLogWithoutATreeSaysSo() throws {
        let directory = LogDirectory()
        var options = LogOptions()
        options.hashesRecords = false
        let path = directory.path + "/log"
        let writer = try LogWriter.create(in: path, identity: .random(.sample), options: options, storage: Self.storage)
        try writer.append([.numbered(1)])
        try writer.close()
        #expect(code { _ = try tree(path) } == .noTree)
    }

    @Test func batchEndsAreKnownFromBlocks() throws {
        let directory = LogDirectory()
        let (writer, _) = try log(directory.path + "/log", batches: [3, 4, 5], segmentByteCount: 1 << 20)
        try writer.close()
        var tree = try tree(directory.path + "/log")
        let ends = try (0...UInt64(12)).filter { try tree.isBatchEnd($0) }
        #expect(ends == [0, 3, 7, 12])
    }

    /// What is intact can still be proved; what is not is named.
    @Test func aDamagedRecordSpoilsTheProofsThatNeedItOnly() throws {
        let directory = LogDirectory()
        let path = directory.path + "/log"
        let (writer, leaves) = try log(path, batches: [Int](repeating: 256, count: 8), segmentByteCount: 1 << 20)
        try writer.close()
        let file = try #require(try Self.storage.openFile(path + "/0000000000000000.seg", for: .readingAndWriting))
        let bytes = try file.read(at: 0, byteCount: 1 << 20)
        let text = Array("record 600 ".utf8)
        let place = try #require((0..<bytes.count - text.count).first { bytes[$0..<($0 + text.count)].elementsEqual(text) })
        try file.write([bytes[place] ^ 1], at: UInt64(place))
        var tree = try tree(path)
        #expect(code { _ = try tree.inclusionProof(of: SequenceNumber(600), in: 2048) } == .damaged)
        #expect(code { _ = try tree.inclusionProof(of: SequenceNumber(513), in: 2048) } == .damaged)
        let proof = try tree.inclusionProof(of: SequenceNumber(511), in: 2048)
        #expect(proof.verifies(leaf: leaves[511], root: root(leaves, 2048)))
        #expect(try tree.head().root == root(leaves, 2048))
    }

    @Test func aDamagedFooterIsReplacedByHashing() throws {
        let directory = LogDirectory()
        let path = directory.path + "/log"
        let (writer, leaves) = try log(path, batches: [Int](repeating: 300, count: 5))
        try writer.close()
        let file = try #require(try Self.storage.openFile(path + "/0000000000000000.seg", for: .readingAndWriting))
        try file.write([0], at: try file.byteCount() - 1)
        var tree = try tree(path)
        #expect(try tree.head().root == root(leaves, 1500))
        #expect(tree.unsealedRecordCount == 0)
        // The first 256 records are a subtree that the damaged footer kept.
        let proof = try tree.inclusionProof(of: SequenceNumber(300), in: 1500)
        #expect(proof.verifies(leaf: leaves[300], root: root(leaves, 1500)))
        #expect(tree.unsealedRecordCount > 0)
    }

    private func code(_ body: () throws -> Void) -> LogError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? LogError)?.code
        }
    }
}
