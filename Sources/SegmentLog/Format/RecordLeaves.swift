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

    /// Appends the leaves of a block's records.
    ///
    /// - Parameters:
    ///   - stored: the block's stored bytes, whose checksum is right.
    ///   - raw: for the raw bytes; its memory is used again.
    /// - Returns: whether condition 12 holds; if not, leaves may have been appended.
    static func append(of block: BlockHeader, _ stored: Span<UInt8>, raw: inout [UInt8], to leaves: inout [Digest]) -> Bool {
        guard (try? block.codec.decompress(stored, rawByteCount: block.rawByteCount, into: &raw)) != nil else { return false }
        var reader = RecordEntryReader(raw.span, first: block.first)
        return append(from: &reader, count: block.recordCount, to: &leaves) && reader.isAtEnd
            && reader.contentByteCount == block.contentByteCount
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
