import ContentHashing

/// What follows from a segment's header and the blocks after it, up to some block: the place and the form of whatever may stand next.
///
/// Writer, recovery, readers and verification all keep their account in this one type, so none of them can disagree with the others.
struct SegmentLedger: Sendable {
    let header: SegmentHeader
    /// Where the next block or the footer begins.
    private(set) var endOffset: UInt64
    /// The place of the next record.
    private(set) var end: SequenceNumber
    private(set) var contentByteCount: UInt64 = 0
    private(set) var blockCount: UInt32 = 0
    private(set) var lastHeaderChecksum: UInt32
    /// The highest watermark so far.
    private(set) var watermark: SequenceNumber
    /// Whether the last block's batch goes on in the next.
    private(set) var isBatchOpen = false
    private(set) var index: [BlockIndexEntry] = []

    /// Blocks closer than this to the last one indexed are found by walking.
    static let indexStrideByteCount: UInt64 = 65_536

    init(header: SegmentHeader, headerChecksum: UInt32) {
        self.header = header
        endOffset = UInt64(header.alignment.roundedUp(header.encodedByteCount))
        end = header.firstSequenceNumber
        lastHeaderChecksum = headerChecksum
        watermark = header.firstSequenceNumber
    }

    var recordCount: UInt64 { end.rawValue - header.firstSequenceNumber.rawValue }

    /// Conditions 7 to 10: nil when the block may stand next, else what is wrong with it.
    func objection(to block: BlockHeader) -> String? {
        if block.first != end { return "the block begins at record \(block.first), not \(end)" }
        if block.batchContinues != isBatchOpen { return "the block's batch flags do not continue those of the block before" }
        if block.previousHeaderChecksum != lastHeaderChecksum { return "the block does not follow the block before it" }
        if block.watermark < watermark { return "the block's watermark is lower than an earlier one" }
        return nil
    }

    /// Enters the block that stands at `endOffset`.
    mutating func enter(_ block: BlockHeader) {
        if block.recordCount > 0 {
            if index.last.map({ endOffset - $0.offset >= Self.indexStrideByteCount }) ?? true {
                index.append(BlockIndexEntry(first: block.first, offset: endOffset))
            }
            blockCount += 1
            isBatchOpen = !block.batchEnds
        }
        endOffset += UInt64(block.byteCountInFile(header.alignment))
        end = block.end
        contentByteCount += UInt64(block.contentByteCount)
        lastHeaderChecksum = block.checksum
        watermark = max(watermark, block.watermark)
    }

    /// Goes on behind a gap, for whoever wants to see what is intact behind damage.
    mutating func skip(to offset: UInt64, sequence: SequenceNumber, headerChecksum: UInt32, isBatchOpen: Bool) {
        endOffset = offset
        end = sequence
        lastHeaderChecksum = headerChecksum
        self.isBatchOpen = isBatchOpen
        watermark = header.firstSequenceNumber
    }

    /// The footer of the segment if it ends here.
    ///
    /// - Parameter tree: the tree after the segment's last record; nil when the log keeps none.
    func footer(tree: SegmentTree?) -> SegmentFooter {
        SegmentFooter(
            offset: endOffset, recordCount: recordCount, contentByteCount: contentByteCount, lastHeaderChecksum: lastHeaderChecksum,
            blockCount: blockCount, index: index, nodes: tree?.nodes ?? [], frontierHashes: tree?.frontier.hashes ?? [])
    }
}
