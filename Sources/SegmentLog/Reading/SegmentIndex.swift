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

    /// The index that an account holds.
    init(_ ledger: SegmentLedger, identity: LogFileIdentity) {
        self.identity = identity
        entries = ledger.index
        end = ledger.end
        deliverableEnd = ledger.watermark
        isSealed = false
        seal = nil
        self.ledger = ledger
    }

    /// Whether this is the index of the file that `segment` has open. The number of a file that was replaced may be given to another, so a sealed one
    /// is told by its footer's checksum and its length too.
    func isOf(_ segment: SegmentFile) throws(LogError) -> Bool {
        guard identity == segment.file.identity else { return false }
        guard let seal else { return true }
        return try segment.file.read(at: seal.offset, byteCount: SegmentFooter.trailerByteCount + 1) == seal.trailer
    }

    /// Walks on from where the last walk stopped.
    mutating func extend(_ segment: SegmentFile) throws(LogError) {
        guard let known = ledger, damage == nil else { return }
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
        if let stop { try skip(stop, segment) }
    }

    /// Finds what is intact behind a place that is not. A later header that vouches for records beyond it says that it is damage, and not the end.
    private mutating func skip(_ stop: LogDamage, _ segment: SegmentFile) throws(LogError) {
        var offset = stop.byteOffset + 1
        var behind: [BlockIndexEntry] = []
        var last = end
        var highest = end
        while let found = try segment.findHeader(from: offset) {
            offset = found.offset + UInt64(BlockHeader.byteCount)
            highest = max(highest, found.block.watermark)
            guard found.block.recordCount > 0, found.block.first >= last else { continue }
            behind.append(BlockIndexEntry(first: found.block.first, offset: found.offset))
            last = found.block.end
        }
        guard highest > end else { return }
        damage = stop
        deliverableEnd = max(deliverableEnd, highest)
        entries += behind
        end = last
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
