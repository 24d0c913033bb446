import BlockCodec
import ByteCoding
import ContentHashing

/// One segment, read from end to end as recovery reads it: checksums, no decompression unless a footer must be judged.
struct SegmentSurvey {
    let segment: SegmentFile
    let fileByteCount: UInt64
    /// The account up to the first offset at which no valid block begins (X and S).
    let atStop: SegmentLedger
    /// The account up to the last batch that is whole (B).
    let atBatchEnd: SegmentLedger
    /// What is wrong at X; nil where nothing is there, or only zeros.
    let stop: LogDamage?
    let footer: SegmentFooter?
    private(set) var facts: SegmentFacts

    /// - Parameter successor: the first sequence number of the segment that follows.
    init(_ segment: SegmentFile, successor: SequenceNumber?) throws(LogError) {
        self.segment = segment
        fileByteCount = try segment.file.byteCount()
        footer = try segment.footer()
        (atStop, atBatchEnd, stop) = try Self.scan(segment, until: footer?.offset)
        facts = SegmentFacts(
            hasSuccessor: successor != nil, end: atStop.end, batchEnd: atBatchEnd.end, watermark: successor ?? atStop.watermark)
        if let footer, footer.offset == atStop.endOffset {
            facts.rest = .footer
        } else {
            facts.rest = try rest()
            facts.hasFooterElsewhere = footer != nil && facts.rest != .tornFooter
            if successor == nil && facts.rest != .nothing { facts.watermark = try highestWatermark() }
        }
    }

    private static func scan(
        _ segment: SegmentFile, until footerOffset: UInt64?
    ) throws(LogError) -> (SegmentLedger, SegmentLedger, LogDamage?) {
        var scanner = SegmentScanner(segment, readAheadByteCount: 1 << 20)
        var atBatchEnd = scanner.ledger
        while scanner.ledger.endOffset != footerOffset {
            switch try scanner.next(.payloads) {
            case .block: if !scanner.ledger.isBatchOpen { atBatchEnd = scanner.ledger }
            case .stop(let damage): return (scanner.ledger, atBatchEnd, damage)
            }
        }
        return (scanner.ledger, atBatchEnd, nil)
    }

    /// What stands from X on, where that is no valid footer.
    private func rest() throws(LogError) -> SegmentFacts.Rest {
        if try isZero(from: atStop.endOffset) { return .nothing }
        // Behind records that no watermark covers yet, only a whole footer says that they were being sealed.
        let mayBeSealed = atStop.end == atStop.watermark || footer != nil
        let mayBeFooter = mayBeSealed && !atStop.isBatchOpen && atStop.recordCount > 0
        return try mayBeFooter ? judgeFooter() : .somethingElse
    }

    private func isZero(from offset: UInt64) throws(LogError) -> Bool {
        var place = offset
        while place < fileByteCount {
            let piece = try segment.file.read(at: place, byteCount: 1 << 20)
            if piece.isEmpty { return true }
            if !piece.span.isZero { return false }
            place += UInt64(piece.count)
        }
        return true
    }

    /// Compares the rest with the footer that ought to be there, and the watermark block before it, sector by sector.
    private func judgeFooter() throws(LogError) -> SegmentFacts.Rest {
        let offset = atStop.endOffset
        let start = try segment.file.read(at: offset, byteCount: SegmentFooter.magic.count)
        let end = try segment.file.read(at: fileByteCount - UInt64(min(4, fileByteCount)), byteCount: 4)
        guard start == SegmentFooter.magic || end == SegmentFooter.endMagic else { return .somethingElse }
        guard let tree = try rebuiltTree() else { return .somethingElse }
        let expected = sealingBytes(tree.value)
        guard fileByteCount <= offset + UInt64(expected.count) else { return .somethingElse }
        let found = try segment.file.read(at: offset, byteCount: expected.count)
        if Self.isTorn(found, of: expected, at: offset) { return .tornFooter }
        return found.count == expected.count ? .spoiltFooter : .somethingElse
    }

    /// What sealing writes behind the records.
    private func sealingBytes(_ tree: SegmentTree?) -> [UInt8] {
        let alignment = segment.header.alignment
        var ledger = atStop
        var writer = ByteWriter()
        if ledger.watermark < ledger.end {
            var block = BlockHeader(watermarkAt: ledger.end, after: ledger.lastHeaderChecksum, segment.logChecksum)
            block.append(to: &writer, segment.logChecksum)
            writer.append(contentsOf: [UInt8](repeating: 0, count: block.byteCountInFile(alignment) - writer.count))
            ledger.enter(block)
        }
        return writer.bytes + ledger.footer(tree: tree).encoded(alignment, segment.logChecksum)
    }

    /// Whether each sector of the file holds what was to be written, or zeros.
    private static func isTorn(_ found: [UInt8], of expected: [UInt8], at offset: UInt64) -> Bool {
        var index = 0
        while index < found.count {
            let next = min(found.count, index + 512 - Int((offset + UInt64(index)) % 512))
            let sector = found.span.extracting(index..<next)
            if !sector.isZero && !(index..<next).allSatisfy({ found[$0] == expected[$0] }) { return false }
            index = next
        }
        return true
    }

    /// The highest watermark in any header that is valid by itself, before or after X.
    private func highestWatermark() throws(LogError) -> SequenceNumber {
        var highest = atStop.watermark
        var offset = atStop.endOffset
        while let found = try segment.findHeader(from: offset) {
            highest = max(highest, found.block.watermark)
            offset = found.offset + 1
        }
        return highest
    }

    /// The tree over everything up to the last whole batch, hashed again; its value is nil when the log keeps none, itself nil when a block's
    /// entries are malformed.
    func rebuiltTree() throws(LogError) -> RebuiltTree? {
        guard segment.header.isHashed else { return RebuiltTree(value: nil) }
        var tree: SegmentTree? = SegmentTree(startingAt: segment.header.frontier)
        var scanner = SegmentScanner(segment, readAheadByteCount: 1 << 20)
        var raw: [UInt8] = []
        while scanner.ledger.endOffset < atBatchEnd.endOffset {
            guard case .block(let block, let offset) = try scanner.next(.payloads) else { return nil }
            guard block.recordCount > 0 else { continue }
            let fault = try scanner.withStored(of: block, at: offset) { stored throws(LogError) in
                block.entryFault(stored, raw: &raw, into: &tree)
            }
            guard fault == nil else { return nil }
        }
        return RebuiltTree(value: tree)
    }

    struct RebuiltTree {
        var value: SegmentTree?
    }

    /// What is wrong, by the table's row; nil when the row is none of damage.
    func damage(_ row: RecoveryReport.Row) -> LogDamage? {
        func damage(_ kind: LogDamage.Kind, _ message: String) -> LogDamage {
            LogDamage(file: segment.path, byteOffset: atStop.endOffset, kind: kind, message: message)
        }
        switch row {
        case .c, .f: return stop ?? damage(.blockHeader, "blocks that were durable are gone: records end at \(atStop.end)")
        case .e: return stop ?? damage(.missingRecords, "records end at \(atStop.end), the next segment begins with \(facts.watermark)")
        case .d, .h: return damage(.footer, "the footer is not valid; every record before it is intact")
        case .g: return damage(.blockHeader, "the watermark \(facts.watermark) lies inside a batch that ends nowhere")
        case .a, .b, .i, .j, .k, .l: return nil
        }
    }
}

extension BlockHeader {
    /// A block without records, which says that everything before it is durable.
    fileprivate init(watermarkAt end: SequenceNumber, after previousHeaderChecksum: UInt32, _ logChecksum: LogChecksum) {
        let nothing: [UInt8] = []
        self.init(
            codec: .none, batchContinues: false, batchEnds: true, storedByteCount: 0, rawByteCount: 0, contentByteCount: 0, recordCount: 0,
            first: end, watermark: end, payloadChecksum: logChecksum.payload(nothing.span, first: end),
            previousHeaderChecksum: previousHeaderChecksum)
    }
}
