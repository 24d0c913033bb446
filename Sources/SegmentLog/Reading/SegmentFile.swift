/// A segment opened for reading: its header, and its footer where it has a valid one.
struct SegmentFile {
    let path: String
    let file: any LogFile
    let header: SegmentHeader
    let headerChecksum: UInt32
    let logChecksum: LogChecksum

    /// How much of a segment's beginning can be header and padding.
    static let headerRegionByteCount = 4096

    /// Why a file is no segment.
    enum Fault: Error {
        case unreadable(LogError)
        case newerFormat(UInt16)
        case damaged(LogDamage)
    }

    /// Opens the segment that begins with `first`; nil when the file is gone.
    static func open(
        _ first: SequenceNumber, in directory: String, _ storage: any LogStorage, for access: LogFileAccess = .reading
    ) throws(Fault) -> SegmentFile? {
        try open(first, at: directory + "/" + SegmentName.segment(first), storage, for: access)
    }

    /// Opens a segment that begins with `first`, under whatever name; nil when there is no such file.
    static func open(
        _ first: SequenceNumber, at path: String, _ storage: any LogStorage, for access: LogFileAccess = .reading
    ) throws(Fault) -> SegmentFile? {
        let file: any LogFile
        let bytes: [UInt8]
        do throws(LogError) {
            guard let opened = try storage.openFile(path, for: access) else { return nil }
            file = opened
            bytes = try opened.read(at: 0, byteCount: headerRegionByteCount)
        } catch {
            throw .unreadable(error)
        }
        return try SegmentFile(path: path, file: file, first: first, bytes: bytes)
    }

    /// A segment that lies somewhere in a pack whose footer does not say what it is; its header does.
    init(inPack file: any LogFile, path: String) throws(Fault) {
        let bytes: [UInt8]
        do throws(LogError) { bytes = try file.read(at: 0, byteCount: Self.headerRegionByteCount) } catch { throw .unreadable(error) }
        let first = bytes.count >= 40 ? SequenceNumber(bytes.span.littleEndian(UInt64.self, at: 32)) : .zero
        try self.init(path: path, file: file, first: first, bytes: bytes)
    }

    private init(path: String, file: any LogFile, first: SequenceNumber, bytes: [UInt8]) throws(Fault) {
        self.path = path
        self.file = file
        func damage(_ message: String, at offset: UInt64 = 0) -> Fault {
            .damaged(LogDamage(file: path, byteOffset: offset, kind: .segmentHeader, message: message))
        }
        do throws(SegmentHeaderFault) {
            (header, headerChecksum) = try SegmentHeader.decode(bytes.span)
        } catch {
            switch error {
            case .newerFormat(let version): throw .newerFormat(version)
            case .invalid(let message): throw damage(message)
            }
        }
        logChecksum = LogChecksum(header.logID)
        guard header.firstSequenceNumber == first else {
            throw damage("the header says the segment begins with record \(header.firstSequenceNumber), its name says \(first)", at: 32)
        }
        let isFirst = first == .zero
        guard !isFirst || (header.predecessorRecordCount == 0 && header.predecessorContentByteCount == 0) else {
            throw damage("the first segment has a predecessor", at: 40)
        }
    }

    /// An account of the segment before its first block.
    var ledger: SegmentLedger { SegmentLedger(header: header, headerChecksum: headerChecksum) }

    /// The footer at the file's end; nil when there is no valid one.
    func footer() throws(LogError) -> SegmentFooter? {
        let fileByteCount = try file.byteCount()
        guard fileByteCount >= UInt64(SegmentFooter.trailerByteCount) else { return nil }
        let trailer = try file.read(at: fileByteCount - UInt64(SegmentFooter.trailerByteCount), byteCount: SegmentFooter.trailerByteCount)
        guard let byteCount = SegmentFooter.byteCount(fromTrailer: trailer.span, fileByteCount: fileByteCount) else { return nil }
        let bytes = try file.read(at: fileByteCount - UInt64(byteCount), byteCount: byteCount)
        guard bytes.count == byteCount else { return nil }
        let footer = SegmentFooter.decode(bytes.span, endingAt: fileByteCount, header.alignment, logChecksum)
        return footer.flatMap { $0.canEnd(header) ? $0 : nil }
    }
}

extension SegmentFile.Fault {
    /// The error for a caller that cannot go on.
    func logError(path: String) -> LogError {
        switch self {
        case .unreadable(let error): error
        case .newerFormat(let version):
            LogError(
                .newerFormat, path: path, byteOffset: 8,
                message: "the segment has format version \(version), this program knows up to \(LogLimits.formatVersion); "
                    + "nothing was changed; open the log with a newer program")
        case .damaged(let damage): LogError(damage)
        }
    }
}

extension LogError {
    /// Damage met where something was to be read.
    init(_ damage: LogDamage) {
        self.init(
            .damaged, path: damage.file, byteOffset: damage.byteOffset,
            message:
                "\(damage.kind): \(damage.message); every byte was kept; put the file back from a copy of the log, or verify the log "
                + "to see all that is damaged")
    }
}
