import ContentHashing

/// Reads a sealed segment from its header to its footer with every check that there is, and gives each block's entries.
///
/// Unlike a verification it ends at the first thing that is wrong: nothing of a damaged segment is to be used.
struct SealedSegmentReader {
    let segment: SegmentFile
    let footer: SegmentFooter
    private var scanner: SegmentScanner
    /// The tree so far; nil when the log keeps none.
    private var tree: SegmentTree?
    private var entriesHash = SHA256()

    init(_ segment: SegmentFile, _ footer: SegmentFooter) {
        self.segment = segment
        self.footer = footer
        scanner = SegmentScanner(segment, readAheadByteCount: 1 << 20)
        tree = segment.header.isHashed ? SegmentTree(startingAt: segment.header.frontier) : nil
    }

    /// Where the next block begins.
    var offset: UInt64 { scanner.ledger.endOffset }
    /// SHA-256 over the entries of all records so far: equal for segments that hold the same records in the same form.
    var entriesDigest: Digest { entriesHash.finalize() }

    /// What comes next.
    enum Found {
        /// The next block with records.
        case block(BlockContent)
        /// Everything up to the footer, and the footer itself, was right.
        case end
        case damage(LogDamage)
    }

    mutating func next() throws(LogError) -> Found {
        while scanner.ledger.endOffset < footer.offset {
            let start = scanner.ledger.endOffset
            switch try scanner.next(.payloads) {
            case .block(let block, let offset): if block.recordCount > 0 { return try content(of: block, at: offset) }
            case .stop(let found):
                return found.map { .damage($0) } ?? damage(start, .blockHeader, "there is no block where one ought to be")
            }
        }
        if scanner.ledger.isBatchOpen { return damage(footer.offset, .blockHeader, "the segment's last batch does not end") }
        guard scanner.ledger.footer(tree: tree) == footer else {
            return damage(footer.offset, .footer, "the footer is not that of the blocks before it")
        }
        return .end
    }

    /// Condition 12, and the records' leaves.
    private mutating func content(of block: BlockHeader, at offset: UInt64) throws(LogError) -> Found {
        var grown = tree.take()
        var raw: [UInt8] = []
        let fault = try scanner.withStored(of: block, at: offset) { stored throws(LogError) in
            block.entryFault(stored, raw: &raw, into: &grown)
        }
        tree = grown
        if let fault { return damage(offset + UInt64(BlockHeader.byteCount), .recordEntry, fault) }
        entriesHash.update(raw)
        return .block(BlockContent(block, raw: raw))
    }

    private func damage(_ offset: UInt64, _ kind: LogDamage.Kind, _ message: String) -> Found {
        .damage(LogDamage(file: segment.path, byteOffset: offset, kind: kind, message: message))
    }
}
