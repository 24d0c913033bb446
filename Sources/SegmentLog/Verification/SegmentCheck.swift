import ContentHashing

/// Reads one segment to the last bit: every checksum, every entry, every hash; goes on behind what is damaged.
struct SegmentCheck {
    let segment: SegmentFile
    private var scanner: SegmentScanner
    /// The tree so far; nil when the log keeps none, and once a record could not be read.
    private var tree: SegmentTree?
    private(set) var damage: [LogDamage] = []
    private(set) var recordCount: UInt64 = 0
    private(set) var contentByteCount: UInt64 = 0
    private(set) var blockCount = 0

    init(_ segment: SegmentFile) {
        self.segment = segment
        scanner = SegmentScanner(segment, readAheadByteCount: 1 << 20)
        tree = segment.header.isHashed ? SegmentTree(startingAt: segment.header.frontier) : nil
    }

    /// The footer that belongs to what was read; nil when something was damaged.
    var footer: SegmentFooter? { damage.isEmpty ? scanner.ledger.footer(tree: tree) : nil }
    /// The log's root after the segment; nil when the log keeps no tree or something was damaged.
    var root: Digest? { damage.isEmpty ? tree?.frontier.root : nil }

    /// Checks the blocks before `end`, an offset.
    ///
    /// - Parameter progress: called with each block's length in the file.
    mutating func run(until end: UInt64, progress: (UInt64) -> Void) throws(LogError) {
        while scanner.ledger.endOffset < end {
            let start = scanner.ledger.endOffset
            switch try scanner.next(.payloads) {
            case .block(let block, let offset): try check(block, at: offset)
            case .stop(let found):
                note(
                    found
                        ?? LogDamage(
                            file: segment.path, byteOffset: start, kind: .blockHeader, message: "there is no block where one ought to be"))
                guard try skip(until: end) else { return }
            }
            progress(scanner.ledger.endOffset - start)
        }
    }

    /// Goes to the next valid header.
    private mutating func skip(until end: UInt64) throws(LogError) -> Bool {
        guard let found = try segment.findHeader(from: scanner.ledger.endOffset + 1), found.offset < end else { return false }
        scanner.resume(at: found.offset, with: found.block)
        return true
    }

    /// Condition 12, and the records' leaves.
    private mutating func check(_ block: BlockHeader, at offset: UInt64) throws(LogError) {
        blockCount += 1
        guard block.recordCount > 0 else { return }
        var grown = tree.take()
        var raw: [UInt8] = []
        let fault = try scanner.withStored(of: block, at: offset) { stored throws(LogError) in
            block.entryFault(stored, raw: &raw, into: &grown)
        }
        tree = grown
        if let fault {
            note(LogDamage(file: segment.path, byteOffset: offset + UInt64(BlockHeader.byteCount), kind: .recordEntry, message: fault))
        } else {
            recordCount += UInt64(block.recordCount)
            contentByteCount += UInt64(block.contentByteCount)
        }
    }

    private mutating func note(_ found: LogDamage) {
        damage.append(found)
        tree = nil
    }
}
