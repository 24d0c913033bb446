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
    static let runCount = 4096

    /// Walks the next `count` records, and takes their leaves into the tree where there is one.
    ///
    /// - Returns: whether their entries were well-formed; if not, some may have been taken.
    static func enter(from reader: inout RecordEntryReader, count: Int, into tree: inout SegmentTree?) -> Bool {
        // Taken out, so that it has one owner and grows where it lies.
        guard var grown = tree.take() else {
            for _ in 0..<count where reader.next() == nil { return false }
            return true
        }
        defer { tree = grown }
        var leaves: [Digest] = []
        leaves.reserveCapacity(min(count, runCount))
        var rest = count
        while rest > 0 {
            guard append(from: &reader, count: min(rest, runCount), to: &leaves) else { return false }
            rest -= leaves.count
            grown.append(contentsOf: &leaves)
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
