/// Where a segment's records are: the footer's index, or one made by walking the block headers where there is no footer.
struct SegmentIndex: Sendable {
    let identity: LogFileIdentity
    private(set) var entries: [BlockIndexEntry]
    /// The place after the segment's last record that was found.
    private(set) var end: SequenceNumber
    /// What may be delivered by what this segment says.
    private(set) var deliverableEnd: SequenceNumber
    let isSealed: Bool
    /// Of a sealed segment: where its file's trailer stands, and the trailer.
    private let seal: (offset: UInt64, trailer: [UInt8])?
    /// For going on where the walk stopped; nil when the segment is sealed.
    private(set) var ledger: SegmentLedger?
    /// The first thing that was wrong; nil for an intact segment and for the growing end of an active one.
    private(set) var damage: LogDamage?
    /// The file's length when it was last walked.
    private var examinedByteCount: UInt64 = 0

    init(_ segment: SegmentFile) throws(LogError) {
        identity = segment.file.identity
        if let footer = try segment.footer() {
            entries = footer.index
            end = segment.header.firstSequenceNumber.advanced(by: footer.recordCount)
            deliverableEnd = end
            isSealed = true
            let offset = footer.offset + UInt64(footer.byteCount(segment.header.alignment) - SegmentFooter.trailerByteCount)
            seal = (offset, try segment.file.read(at: offset, byteCount: SegmentFooter.trailerByteCount))
        } else {
            entries = []
            end = segment.header.firstSequenceNumber
            deliverableEnd = end
            isSealed = false
            seal = nil
            ledger = segment.ledger
            try extend(segment)
        }
    }

    /// Whether this is the index of the file that `segment` has open. The number of a file that was replaced may be given to another, so a sealed one
    /// is told by its footer's checksum and its length too; and where there is a footer now, the index was made before it.
    func isOf(_ segment: SegmentFile) throws(LogError) -> Bool {
        guard identity == segment.file.identity else { return false }
        guard let seal else { return try segment.footer() == nil }
        return try segment.file.read(at: seal.offset, byteCount: SegmentFooter.trailerByteCount + 1) == seal.trailer
    }

    /// Walks on from where the last walk stopped. Where that was damage, what is behind it is looked for again once the file has grown.
    mutating func extend(_ segment: SegmentFile) throws(LogError) {
        guard ledger != nil else { return }
        let byteCount = try segment.file.byteCount()
        if damage != nil, byteCount == examinedByteCount { return }
        examinedByteCount = byteCount
        damage = nil
        while let stop = try walk(segment) {
            let behind = try blocks(behind: stop, segment)
            // A later header that vouches for records beyond the place says that it is damage, and not the end.
            guard behind.watermark > end else { return }
            // What was being written during the first look may be whole now.
            let before = ledger?.endOffset
            guard let stop = try walk(segment) else { return }
            guard ledger?.endOffset == before else { continue }
            damage = stop
            deliverableEnd = max(deliverableEnd, behind.watermark)
            entries += behind.entries
            end = behind.end
            return
        }
    }

    /// Enters the blocks from where the account stands.
    ///
    /// - Returns: what is wrong where it stops; nil where there is nothing.
    private mutating func walk(_ segment: SegmentFile) throws(LogError) -> LogDamage? {
        guard let known = ledger else { return nil }
        var scanner = SegmentScanner(segment, from: known, readAheadByteCount: 16 << 10)
        var stop: LogDamage?
        walk: while true {
            switch try scanner.next(.headers) {
            case .block: continue
            case .stop(let found):
                stop = found
                break walk
            }
        }
        ledger = scanner.ledger
        entries = scanner.ledger.index
        end = scanner.ledger.end
        deliverableEnd = max(deliverableEnd, scanner.ledger.watermark)
        return stop
    }

    /// What is intact behind a place that is not: the blocks with records that go on from here, the place after the last, and the highest watermark
    /// in any header.
    private func blocks(
        behind stop: LogDamage, _ segment: SegmentFile
    ) throws(LogError) -> (entries: [BlockIndexEntry], end: SequenceNumber, watermark: SequenceNumber) {
        var found: (entries: [BlockIndexEntry], end: SequenceNumber, watermark: SequenceNumber) = ([], end, .zero)
        var offset = stop.byteOffset + 1
        while let header = try segment.findHeader(from: offset) {
            offset = header.offset + UInt64(BlockHeader.byteCount)
            found.watermark = max(found.watermark, header.block.watermark)
            guard header.block.recordCount > 0, header.block.first >= found.end else { continue }
            found.entries.append(BlockIndexEntry(first: header.block.first, offset: header.offset))
            found.end = header.block.end
        }
        return found
    }

    /// The last indexed block that begins at or before `sequence`.
    func entry(before sequence: SequenceNumber) -> BlockIndexEntry? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].first <= sequence { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : entries[low - 1]
    }
}
