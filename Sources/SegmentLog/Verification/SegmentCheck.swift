import BlockCodec
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
        let (fault, grown) = try scanner.withStored(of: block, at: offset) { [tree] stored throws(LogError) in
            Self.checkEntries(stored, block, tree)
        }
        tree = grown
        if let fault {
            note(LogDamage(file: segment.path, byteOffset: offset + UInt64(BlockHeader.byteCount), kind: .recordEntry, message: fault))
        } else {
            recordCount += UInt64(block.recordCount)
            contentByteCount += UInt64(block.contentByteCount)
        }
    }

    /// What is wrong with the entries, and the tree over them.
    private static func checkEntries(_ stored: Span<UInt8>, _ block: BlockHeader, _ tree: SegmentTree?) -> (String?, SegmentTree?) {
        guard let raw = try? block.codec.decompress(stored, rawByteCount: block.rawByteCount) else {
            return ("records \(block.first)..<\(block.end) cannot be decompressed", nil)
        }
        var tree = tree
        var reader = RecordEntryReader(raw.span, first: block.first)
        guard read(&reader, count: block.recordCount, into: &tree) else {
            return ("the entries of records \(block.first)..<\(block.end) are malformed", nil)
        }
        let isComplete = reader.isAtEnd && reader.contentByteCount == block.contentByteCount
        return (isComplete ? nil : "the entries of records \(block.first)..<\(block.end) are not as many bytes as counted", tree)
    }

    /// Reads all entries, and takes their leaves into the tree where there is one; whether they are well-formed.
    private static func read(_ reader: inout RecordEntryReader, count: Int, into tree: inout SegmentTree?) -> Bool {
        guard var grown = tree else {
            for _ in 0..<count where reader.next() == nil { return false }
            return true
        }
        // One owner, so that it grows where it lies.
        tree = nil
        defer { tree = grown }
        return RecordLeaves.enter(from: &reader, count: count, into: &grown)
    }

    private mutating func note(_ found: LogDamage) {
        damage.append(found)
        tree = nil
    }
}
