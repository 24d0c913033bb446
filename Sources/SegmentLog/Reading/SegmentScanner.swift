import BlockCodec

/// Walks a segment's blocks from the header on, and keeps the account of them.
struct SegmentScanner {
    let segment: SegmentFile
    private(set) var ledger: SegmentLedger
    private var window: ReadWindow

    /// What is checked beyond headers.
    enum Depth {
        case headers, payloads
    }

    /// What stands at the ledger's end.
    enum Found {
        /// A valid block, at this offset; the ledger has entered it.
        case block(BlockHeader, at: UInt64)
        /// No valid block. Nil: nothing, or only zeros for as long as a header; otherwise what is wrong.
        case stop(LogDamage?)
    }

    /// - Parameter ledger: where to go on; at the segment's first block by default.
    init(_ segment: SegmentFile, from ledger: SegmentLedger? = nil, readAheadByteCount: Int) {
        self.segment = segment
        self.ledger = ledger ?? segment.ledger
        window = ReadWindow(segment.file, readAheadByteCount: readAheadByteCount)
    }

    mutating func next(_ depth: Depth) throws(LogError) -> Found {
        let offset = ledger.endOffset
        let range = try window.load(offset, byteCount: BlockHeader.byteCount)
        guard let block = BlockHeader.decode(window.bytes.span.extracting(range), segment.logChecksum) else {
            let isNothing = window.bytes.span.extracting(range).isZero
            return .stop(isNothing ? nil : damage(.blockHeader, offset, "there is no valid block header"))
        }
        if let objection = ledger.objection(to: block) { return .stop(damage(.blockHeader, offset, objection)) }
        if depth == .payloads, let found = try payloadDamage(of: block, at: offset) { return .stop(found) }
        ledger.enter(block)
        return .block(block, at: offset)
    }

    /// Goes on behind a gap, with a block whose header is valid by itself, at `offset`.
    mutating func resume(at offset: UInt64, with block: BlockHeader) {
        ledger.skip(
            to: offset, sequence: block.first, headerChecksum: block.previousHeaderChecksum, isBatchOpen: block.batchContinues)
    }

    /// The block's stored bytes. Call after `next` has found the block and checked its payload.
    mutating func withStored<Result>(
        of block: BlockHeader, at offset: UInt64, _ body: (Span<UInt8>) throws(LogError) -> Result
    ) throws(LogError) -> Result {
        let range = try window.load(offset + UInt64(BlockHeader.byteCount), byteCount: block.storedByteCount)
        return try body(window.bytes.span.extracting(range))
    }

    /// Conditions 11 and 13.
    private mutating func payloadDamage(of block: BlockHeader, at offset: UInt64) throws(LogError) -> LogDamage? {
        let storedAt = offset + UInt64(BlockHeader.byteCount)
        let byteCount = block.byteCountInFile(segment.header.alignment) - BlockHeader.byteCount
        let range = try window.load(storedAt, byteCount: byteCount)
        guard range.count == byteCount else {
            return damage(.blockPayload, storedAt, "the block's stored bytes end after \(range.count) of \(byteCount)")
        }
        let bytes = window.bytes.span.extracting(range)
        let stored = bytes.extracting(first: block.storedByteCount)
        guard segment.logChecksum.payload(stored, first: block.first) == block.payloadChecksum else {
            return damage(.blockPayload, storedAt, "the checksum of the stored bytes of records \(block.first)..<\(block.end) is wrong")
        }
        guard bytes.extracting(droppingFirst: block.storedByteCount).isZero else {
            return damage(.padding, storedAt + UInt64(block.storedByteCount), "the padding after the block is not zero")
        }
        return nil
    }

    private func damage(_ kind: LogDamage.Kind, _ offset: UInt64, _ message: String) -> LogDamage {
        LogDamage(file: segment.path, byteOffset: offset, kind: kind, message: message)
    }
}

extension SegmentFile {
    /// The next block header that is valid by itself, at `offset` or later; nil when there is none.
    func findHeader(from offset: UInt64) throws(LogError) -> (block: BlockHeader, offset: UInt64)? {
        let step = header.alignment.byteCount
        var place = UInt64(header.alignment.roundedUp(Int(offset)))
        // The next header is near, or it is far: small pieces first, or whoever asks for one header after the other reads everything each time.
        var pieceByteCount = 4 << 10
        while true {
            // Pieces overlap by a header, so that none is missed at an edge.
            let piece = try file.read(at: place, byteCount: pieceByteCount)
            pieceByteCount = min(2 * pieceByteCount, 1 << 20)
            guard piece.count >= BlockHeader.byteCount else { return nil }
            var index = 0
            while index + BlockHeader.byteCount <= piece.count {
                if piece[index] == BlockHeader.magic[0],
                    let block = BlockHeader.decode(piece.span.extracting(droppingFirst: index), logChecksum)
                {
                    return (block, place + UInt64(index))
                }
                index += step
            }
            place += UInt64(index)
        }
    }
}
