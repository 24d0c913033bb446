import BlockCodec

/// Gives a range of one segment's records to a visitor.
struct SegmentVisit {
    let segment: SegmentFile
    let index: SegmentIndex

    /// Where a visit stopped.
    struct Outcome {
        /// The place of the first record not visited.
        var next: SequenceNumber
        var isStopped: Bool
    }

    /// Visits `range`, which lies in the segment. Stops before its end only on the visitor's word.
    ///
    /// - Throws: `damaged` with the place, after everything before it was visited.
    func run(_ range: Range<SequenceNumber>, _ body: (borrowing RecordView) -> VisitDecision) throws(LogError) -> Outcome {
        guard let entry = index.entry(before: range.lowerBound) else {
            throw damaged(segment.ledger.endOffset, .blockHeader, "no block holds record \(range.lowerBound)")
        }
        var window = ReadWindow(
            segment.file, readAheadByteCount: range.upperBound.rawValue - range.lowerBound.rawValue > 64 ? 1 << 20 : 96 << 10)
        var offset = entry.offset
        var next = range.lowerBound
        var previous: BlockHeader?
        // The raw bytes of a block: kept, so that they are allocated once.
        var raw: [UInt8] = []
        while next < range.upperBound {
            let block = try header(at: offset, &window, wanted: next, after: previous)
            guard let block else {
                // What lies before the wanted block is unreadable, a block without records perhaps: the wanted one may not be.
                guard let found = try intact(next, from: offset + 1) else {
                    throw damaged(offset, .blockHeader, "there is no valid block header where record \(next) ought to be")
                }
                offset = found
                previous = nil
                continue
            }
            if block.end > next {
                let outcome = try visit(block, at: offset, &window, &raw, from: next, to: range.upperBound, body)
                if outcome.isStopped { return outcome }
                next = outcome.next
            }
            offset += UInt64(block.byteCountInFile(segment.header.alignment))
            previous = block
        }
        return Outcome(next: next, isStopped: false)
    }

    /// The block header at `offset`; nil when it is not valid, or does not continue `previous`.
    private func header(
        at offset: UInt64, _ window: inout ReadWindow, wanted: SequenceNumber, after previous: BlockHeader?
    ) throws(LogError) -> BlockHeader? {
        let range = try window.load(offset, byteCount: BlockHeader.byteCount)
        guard let block = BlockHeader.decode(window.bytes.span.extracting(range), segment.logChecksum) else { return nil }
        guard let previous else { return block.first <= wanted ? block : nil }
        return block.first == previous.end && block.previousHeaderChecksum == previous.checksum ? block : nil
    }

    /// The offset of a block further on that holds `sequence`.
    private func intact(_ sequence: SequenceNumber, from offset: UInt64) throws(LogError) -> UInt64? {
        var place = offset
        while let found = try segment.findHeader(from: place), found.block.first <= sequence {
            if found.block.end > sequence { return found.offset }
            place = found.offset + UInt64(BlockHeader.byteCount)
        }
        return nil
    }

    /// Checks and decompresses a block, and visits its records from `start` on.
    private func visit(
        _ block: BlockHeader, at offset: UInt64, _ window: inout ReadWindow, _ raw: inout [UInt8], from start: SequenceNumber,
        to end: SequenceNumber, _ body: (borrowing RecordView) -> VisitDecision
    ) throws(LogError) -> Outcome {
        let storedAt = offset + UInt64(BlockHeader.byteCount)
        let range = try window.load(storedAt, byteCount: block.storedByteCount)
        let stored = window.bytes.span.extracting(range)
        guard range.count == block.storedByteCount, segment.logChecksum.payload(stored, first: block.first) == block.payloadChecksum else {
            throw damaged(storedAt, .blockPayload, "the stored bytes of records \(block.first)..<\(block.end) are not what was written")
        }
        let outcome: Outcome?
        if block.codec == .none {
            outcome = Self.visitEntries(stored, of: block, from: start, to: end, body)
        } else {
            do {
                try block.codec.decompress(stored, rawByteCount: block.rawByteCount, into: &raw)
            } catch {
                throw damaged(storedAt, .blockPayload, "records \(block.first)..<\(block.end) cannot be decompressed: \(error)")
            }
            outcome = Self.visitEntries(raw.span, of: block, from: start, to: end, body)
        }
        guard let outcome else {
            throw damaged(storedAt, .recordEntry, "the entries of records \(block.first)..<\(block.end) are malformed")
        }
        return outcome
    }

    /// Nil when the entries are malformed.
    private static func visitEntries(
        _ raw: Span<UInt8>, of block: BlockHeader, from start: SequenceNumber, to end: SequenceNumber,
        _ body: (borrowing RecordView) -> VisitDecision
    ) -> Outcome? {
        var reader = RecordEntryReader(raw, first: block.first)
        let stop = min(block.end.rawValue, end.rawValue)
        var next = block.first.rawValue
        while next < stop {
            guard let record = reader.next() else { return nil }
            next &+= 1
            if next <= start.rawValue { continue }
            if body(record) == .stop { return Outcome(next: SequenceNumber(next), isStopped: true) }
        }
        return Outcome(next: SequenceNumber(next), isStopped: false)
    }

    private func damaged(_ offset: UInt64, _ kind: LogDamage.Kind, _ message: String) -> LogError {
        LogError(LogDamage(file: segment.path, byteOffset: offset, kind: kind, message: message))
    }
}
