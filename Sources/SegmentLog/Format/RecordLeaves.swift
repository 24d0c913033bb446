import BlockCodec
import ContentHashing

/// The leaves that records have in the log's tree, two at a time.
enum RecordLeaves {
    /// The leaves of the `count` records whose entries are `entries`.
    ///
    /// - Precondition: the entries are well-formed.
    static func of(_ entries: Span<UInt8>, count: Int) -> [Digest] {
        var leaves: [Digest] = []
        leaves.reserveCapacity(count)
        var reader = RecordEntryReader(entries, first: .zero)
        let isComplete = append(from: &reader, count: count, to: &leaves)
        precondition(isComplete, "a batch's entries were made by this program")
        return leaves
    }

    /// How many leaves are in memory at once: a block may hold millions of records of a few bytes.
    private static let runCount = 4096

    /// Takes a block's records into the tree.
    ///
    /// - Parameters:
    ///   - stored: the block's stored bytes, whose checksum is right.
    ///   - raw: for the raw bytes; its memory is used again.
    /// - Returns: whether condition 12 holds; if not, some may have been taken.
    static func enter(_ block: BlockHeader, _ stored: Span<UInt8>, raw: inout [UInt8], into tree: inout SegmentTree) -> Bool {
        guard (try? block.codec.decompress(stored, rawByteCount: block.rawByteCount, into: &raw)) != nil else { return false }
        var reader = RecordEntryReader(raw.span, first: block.first)
        return enter(from: &reader, count: block.recordCount, into: &tree) && reader.isAtEnd
            && reader.contentByteCount == block.contentByteCount
    }

    /// Takes the next `count` records into the tree.
    ///
    /// - Returns: whether their entries were well-formed.
    static func enter(from reader: inout RecordEntryReader, count: Int, into tree: inout SegmentTree) -> Bool {
        var leaves: [Digest] = []
        leaves.reserveCapacity(min(count, runCount))
        var rest = count
        while rest > 0 {
            guard append(from: &reader, count: min(rest, runCount), to: &leaves) else { return false }
            rest -= leaves.count
            tree.append(contentsOf: &leaves)
        }
        return true
    }

    /// Appends the leaves of the next `count` records.
    ///
    /// - Returns: whether their entries were well-formed.
    static func append(from reader: inout RecordEntryReader, count: Int, to leaves: inout [Digest]) -> Bool {
        for _ in 0..<(count / 2) {
            guard let first = reader.next(), let second = reader.next() else { return false }
            if first.isErased || second.isErased {
                leaves.append(first.leaf)
                leaves.append(second.leaf)
            } else {
                let pair = MerkleHash.recordLeafPair(head: first.head, body: first.content, head: second.head, body: second.content)
                leaves.append(pair.0)
                leaves.append(pair.1)
            }
        }
        guard count & 1 == 1 else { return true }
        guard let last = reader.next() else { return false }
        leaves.append(last.leaf)
        return true
    }
}
