import ContentHashing

/// Finds the logs of a pack whose footer is damaged, by their segments' headers and footers. What lies between is left out.
struct PackSalvage {
    private let path: String
    private let file: any LogFile
    private var segments: [LogID: [PackedFile]] = [:]
    private var ends: [LogID: (header: SegmentHeader, footer: SegmentFooter)] = [:]
    /// Behind the last segment found.
    private(set) var endOffset = UInt64(PackHeader.byteCount)

    init(_ path: String, _ file: any LogFile) {
        self.path = path
        self.file = file
    }

    /// Those whose segments follow one another from the first record on.
    var logs: [PackedLog] {
        segments.compactMap { id, files in
            guard let end = ends[id], files.first.flatMap({ SegmentName.first(ofSegment: $0.name) }) == .zero else { return nil }
            let next = end.header.successor(of: end.footer)
            return PackedLog(
                logID: id, recordCount: next.firstSequenceNumber.rawValue, root: next.isHashed ? next.frontier.root : nil, files: files)
        }.sorted { $0.logID < $1.logID }
    }

    mutating func run() throws(LogError) {
        let end = try file.byteCount()
        var place = UInt64(PackHeader.byteCount)
        while let start = try nextMagic(from: place) {
            place = start + 1
            guard let segment = try segment(at: start, before: end), let footer = try footer(of: segment, at: start, before: end) else {
                continue
            }
            let fileByteCount = footer.offset + UInt64(footer.byteCount(segment.header.alignment))
            try enter(segment.header, footer, at: start, byteCount: fileByteCount)
            place = start + fileByteCount
            endOffset = place
        }
    }

    private mutating func enter(
        _ header: SegmentHeader, _ footer: SegmentFooter, at start: UInt64, byteCount: UInt64
    ) throws(LogError) {
        let known = ends[header.logID]
        guard header.firstSequenceNumber == .zero || known.map({ $0.header.successor(of: $0.footer) == header }) ?? false else { return }
        let checksum = try PackBuilder.checksum(of: PackSlice(file, path, start..<(start + byteCount)))
        let name = SegmentName.segment(header.firstSequenceNumber)
        segments[header.logID, default: []].append(PackedFile(name: name, offset: start, byteCount: byteCount, checksum: checksum))
        ends[header.logID] = (header, footer)
    }

    /// Where the next segment may begin.
    private func nextMagic(from offset: UInt64) throws(LogError) -> UInt64? {
        let magic = SegmentHeader.magic
        var place = offset
        while true {
            let piece = try file.read(at: place, byteCount: 1 << 20)
            guard piece.count >= magic.count else { return nil }
            for index in 0...(piece.count - magic.count) where piece[index] == magic[0] && piece.span.holds(magic, at: index) {
                return place + UInt64(index)
            }
            place += UInt64(piece.count - magic.count + 1)
        }
    }

    private func segment(at start: UInt64, before end: UInt64) throws(LogError) -> SegmentFile? {
        do throws(SegmentFile.Fault) {
            return try SegmentFile(inPack: PackSlice(file, path, start..<end), path: path)
        } catch {
            if case .unreadable(let error) = error { throw error }
            return nil
        }
    }

    /// The footer that stands behind the segment's last block.
    private func footer(of segment: SegmentFile, at start: UInt64, before end: UInt64) throws(LogError) -> SegmentFooter? {
        var scanner = SegmentScanner(segment, readAheadByteCount: 64 << 10)
        while case .block = try scanner.next(.headers) {}
        let offset = scanner.ledger.endOffset
        let fixed = try segment.file.read(at: offset, byteCount: SegmentFooter.fixedByteCount)
        guard fixed.count == SegmentFooter.fixedByteCount, fixed.span.holds(SegmentFooter.magic, at: 0) else { return nil }
        let length = fixed.span.littleEndian(UInt64.self, at: 8)
        guard length <= end - start - offset, length >= UInt64(SegmentFooter.fixedByteCount + SegmentFooter.trailerByteCount) else {
            return nil
        }
        let bytes = try segment.file.read(at: offset, byteCount: Int(length))
        let footer = SegmentFooter.decode(bytes.span, endingAt: offset + length, segment.header.alignment, segment.logChecksum)
        return footer.flatMap { $0.canEnd(segment.header) ? $0 : nil }
    }
}
