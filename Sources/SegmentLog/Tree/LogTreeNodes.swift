import ContentHashing

/// Finds the root of any perfect subtree of a log's tree: in a footer, in a header, or by hashing records.
struct LogTreeNodes: Sendable {
    private let reader: LogReader
    private var segments: [Segment]
    /// The records that are durable.
    private var size: UInt64
    /// The leaves of the chunks hashed last, by chunk. A chunk is as many records as the smallest subtree that is kept has.
    private var chunks: [UInt64: [Digest]] = [:]
    private(set) var rehashedRecordCount: UInt64 = 0
    private(set) var unsealedRecordCount: UInt64 = 0

    private struct Segment {
        var first: UInt64
        /// The tree before it, once it was needed.
        var header: MerkleFrontier?
        var kept: KeptNodes?
    }

    /// The large subtrees that a segment completes, and the tree at its end, or at the end of what was read of it.
    private struct KeptNodes {
        var nodes: [Digest]
        var frontier: MerkleFrontier
        /// Goes on where it stopped; nil for a sealed segment.
        var growing: SegmentTree?
    }

    /// A chunk has 2^8 records.
    private static let chunkHeight = UInt64(SegmentTree.smallestKeptHeight)
    /// How many chunks' leaves, and how many footers' nodes, are remembered.
    private static let rememberedCountMax = 8

    init(_ reader: LogReader, segments: [SequenceNumber], size: UInt64) {
        self.reader = reader
        self.size = size
        self.segments = segments.map { Segment(first: $0.rawValue) }
    }

    mutating func update(segments firsts: [SequenceNumber], size: UInt64) {
        self.size = size
        let known = Dictionary(segments.map { ($0.first, $0) }) { $1 }
        segments = firsts.map { known[$0.rawValue] ?? Segment(first: $0.rawValue) }
    }

    var segmentCount: Int { segments.count }

    /// The places of a segment's durable records.
    func range(ofSegment number: Int) -> (first: UInt64, end: UInt64) {
        let end = number + 1 < segments.count ? segments[number + 1].first : size
        return (segments[number].first, max(segments[number].first, end))
    }

    /// Reads what a tree of `size` records needs at its edge.
    mutating func prepare(_ size: UInt64) throws(LogError) {
        guard size == self.size, let last = segments.last, size > last.first else { return }
        _ = try kept(segments.count - 1)
    }

    func isSealed(_ number: Int) throws(LogError) -> Bool { try open(number).footer() != nil }

    /// The root of a subtree whose records are all durable.
    mutating func root(of subtree: MerkleSubtree) throws(LogError) -> Digest {
        if subtree.height >= SegmentTree.smallestKeptHeight { return try keptRoot(of: subtree) }
        if let root = try frontierRoot(of: subtree) { return root }
        let chunk = subtree.firstLeaf >> Self.chunkHeight
        let leaves = try leaves(ofChunk: chunk, including: subtree.lastLeaf)
        let start = Int(subtree.firstLeaf - chunk << Self.chunkHeight)
        return MerkleFrontier.root(of: leaves[start..<(start + Int(subtree.leafCount))])
    }

    /// Whether a block of the log says that a batch ends before record `size`.
    func isBatchEnd(_ size: UInt64) throws(LogError) -> Bool {
        let number = segmentCount(beginningBefore: size + 1) - 1
        if number < 0 || segments[number].first == size { return number >= 0 }
        return try open(number).endsBatch(at: SequenceNumber(size))
    }
}

// Nodes of height 8 and more, from footers.
extension LogTreeNodes {
    private mutating func keptRoot(of subtree: MerkleSubtree) throws(LogError) -> Digest {
        let number = try segment(holding: subtree.lastLeaf)
        let kept = try kept(number)
        let place = Self.keptCount(subtree.lastLeaf) - Self.keptCount(segments[number].first)
        let index = place + UInt64(subtree.height - SegmentTree.smallestKeptHeight)
        guard index < UInt64(kept.nodes.count) else { throw missingNode(number) }
        return kept.nodes[Int(index)]
    }

    /// How many subtrees that are kept the first `size` records complete.
    private static func keptCount(_ size: UInt64) -> UInt64 {
        var count: UInt64 = 0
        var complete = size >> chunkHeight
        while complete > 0 {
            count += complete
            complete >>= 1
        }
        return count
    }

    /// A segment's nodes: from its footer, or by hashing what is durable of it.
    private mutating func kept(_ number: Int) throws(LogError) -> KeptNodes {
        let (first, end) = range(ofSegment: number)
        if let kept = segments[number].kept, kept.growing == nil || kept.frontier.size >= end { return kept }
        let segment = try open(number)
        let kept: KeptNodes
        if let footer = try segment.footer() {
            let sealedEnd = first + footer.recordCount
            guard let frontier = MerkleFrontier(size: sealedEnd, hashes: footer.frontierHashes),
                UInt64(footer.nodes.count) == Self.keptCount(sealedEnd) - Self.keptCount(first)
            else { throw missingNode(number) }
            kept = KeptNodes(nodes: footer.nodes, frontier: frontier)
            forgetFooters()
        } else {
            kept = try hash(segment, upTo: end, after: segments[number].kept?.growing)
        }
        segments[number].kept = kept
        return kept
    }

    private mutating func hash(_ segment: SegmentFile, upTo end: UInt64, after known: SegmentTree?) throws(LogError) -> KeptNodes {
        var tree = known ?? SegmentTree(startingAt: segment.header.frontier)
        let start = tree.frontier.size
        var count: UInt64 = 0
        // A few at a time: many leaves are joined faster than each by itself.
        var leaves: [Digest] = []
        try reader.visit(from: SequenceNumber(start), upTo: SequenceNumber(end)) { record in
            leaves.append(record.leaf)
            count += 1
            if leaves.count == RecordLeaves.runCount { tree.append(contentsOf: &leaves) }
            return .continue
        }
        tree.append(contentsOf: &leaves)
        unsealedRecordCount += count
        guard start + count == end else { throw shortened(segment, start + count, end) }
        return KeptNodes(nodes: tree.nodes, frontier: tree.frontier, growing: tree)
    }

    private mutating func forgetFooters() {
        guard segments.count(where: { $0.kept != nil }) >= Self.rememberedCountMax else { return }
        for number in segments.indices where segments[number].kept?.growing == nil { segments[number].kept = nil }
    }
}

// Smaller nodes: from the frontier at a segment's edge, or from records.
extension LogTreeNodes {
    /// The root of a small subtree that stands in the frontier at the next edge of a segment; nil when it does not.
    private mutating func frontierRoot(of subtree: MerkleSubtree) throws(LogError) -> Digest? {
        // The next subtree of the same height is complete at the edge unless the edge comes first; a right child is joined to its neighbour by then.
        guard subtree.index & 1 == 0 else { return nil }
        let end = subtree.lastLeaf + 1
        let number = segmentCount(beginningBefore: end)
        let edge = number < segments.count ? segments[number].first : size
        guard edge >= end, edge - end < subtree.leafCount else { return nil }
        guard let frontier = try number < segments.count ? headerFrontier(number) : lastFrontier(), frontier.size == edge else {
            return nil
        }
        // One digest for each bit of the size, the largest first: those of larger subtrees are before this one's.
        let place = (edge >> UInt64(subtree.height + 1)).nonzeroBitCount
        return frontier.hashes[place]
    }

    /// The tree at the end of what is durable, where a footer keeps it or it was hashed anyway.
    private mutating func lastFrontier() throws(LogError) -> MerkleFrontier? {
        let last = segments.count - 1
        guard last >= 0 else { return nil }
        if segments[last].kept == nil, try !isSealed(last) { return nil }
        return try kept(last).frontier
    }

    /// The tree before a segment.
    mutating func headerFrontier(_ number: Int) throws(LogError) -> MerkleFrontier {
        if let known = segments[number].header { return known }
        let frontier = try open(number).header.frontier
        segments[number].header = frontier
        return frontier
    }

    private mutating func leaves(ofChunk chunk: UInt64, including last: UInt64) throws(LogError) -> [Digest] {
        let start = chunk << Self.chunkHeight
        if let known = chunks[chunk], last - start < UInt64(known.count) { return known }
        let end = start + min(1 << Self.chunkHeight, size - start)
        var leaves: [Digest] = []
        leaves.reserveCapacity(Int(end - start))
        try reader.visit(from: SequenceNumber(start), upTo: SequenceNumber(end)) { record in
            leaves.append(record.leaf)
            return .continue
        }
        rehashedRecordCount += UInt64(leaves.count)
        guard UInt64(leaves.count) == end - start else {
            throw try shortened(open(try segment(holding: start)), start + UInt64(leaves.count), end)
        }
        if chunks.count >= Self.rememberedCountMax { chunks.removeAll(keepingCapacity: true) }
        chunks[chunk] = leaves
        return leaves
    }
}

extension LogTreeNodes {
    private func segment(holding record: UInt64) throws(LogError) -> Int {
        let number = segmentCount(beginningBefore: record + 1)
        if number > 0 { return number - 1 }
        throw LogError(
            LogDamage(
                file: reader.directory, byteOffset: 0, kind: .missingRecords,
                message: "the segments with the records before \(segments.first?.first ?? 0) are missing"))
    }

    private func segmentCount(beginningBefore record: UInt64) -> Int {
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if segments[middle].first < record { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func open(_ number: Int) throws(LogError) -> SegmentFile {
        try reader.open(SequenceNumber(segments[number].first))
    }

    private func missingNode(_ number: Int) -> LogError {
        let first = SequenceNumber(segments[number].first)
        return LogError(
            LogDamage(
                file: reader.directory + "/" + SegmentName.segment(first), byteOffset: 0, kind: .merkle,
                message: "the footer's tree nodes are not as many as the segment's records ask for"))
    }

    private func shortened(_ segment: SegmentFile, _ found: UInt64, _ end: UInt64) -> LogError {
        LogError(
            LogDamage(
                file: segment.path, byteOffset: 0, kind: .missingRecords,
                message: "records \(found)..<\(end) were to be hashed and are not there"))
    }
}

extension SegmentFile {
    /// Whether a block ends a batch right before record `end`, which is neither the segment's first nor outside of it.
    fileprivate func endsBatch(at end: SequenceNumber) throws(LogError) -> Bool {
        let index = try SegmentIndex(self)
        guard let entry = index.entry(before: SequenceNumber(end.rawValue - 1)) else { return false }
        var window = ReadWindow(file, readAheadByteCount: 16 << 10)
        var offset = entry.offset
        while true {
            let range = try window.load(offset, byteCount: BlockHeader.byteCount)
            guard let block = BlockHeader.decode(window.bytes.span.extracting(range), logChecksum) else { return false }
            if block.end >= end { return block.end == end && block.batchEnds }
            offset += UInt64(block.byteCountInFile(header.alignment))
        }
    }
}
