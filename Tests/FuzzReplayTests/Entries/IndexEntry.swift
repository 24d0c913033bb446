import ContentHashing

@testable import SegmentLog

/// A footer behind the blocks of a real segment. A footer that lies, with the right checksum, may hide records, and never gives other ones.
///
/// The input's first byte says whether a second segment follows, so that the footer is taken at its word. Run as it is, and with magics, lengths
/// and checksums put right.
enum IndexEntry {
    private static let recordCount = 24
    private static let options = SampleLog.options()
    /// Header and blocks of a closed log of one segment, and its footer's offset.
    private static let segment = SampleLog.segment(options, batches: [1, 5, 2, 8, 8], closes: true)
    private static let footerOffset = Int(segment.span.littleEndian(UInt64.self, at: segment.count - Int(footerByteCount) + 16))
    private static let footerByteCount = segment.span.littleEndian(UInt64.self, at: segment.count - 16)

    /// The footer that belongs behind the blocks.
    static var sampleFooter: [UInt8] { Array(segment[footerOffset...]) }

    static func run(_ bytes: [UInt8]) throws {
        let hasSuccessor = bytes.first.map { $0 & 1 != 0 } ?? false
        let file = Array(segment[..<footerOffset] + bytes.dropFirst())
        try check(file, hasSuccessor: hasSuccessor)
        var repaired = file
        guard let (header, _) = try? SegmentHeader.decode(segment.span) else { throw FuzzFinding("the sample has no header") }
        let logChecksum = LogChecksum(header.logID)
        let lastChecksum = segment.span.littleEndian(UInt32.self, at: footerOffset + 40)
        ChecksumRepair.footer(&repaired, at: footerOffset, lastHeaderChecksum: lastChecksum, logChecksum)
        try check(repaired, hasSuccessor: hasSuccessor)
        try checkCoding(repaired, logChecksum)
    }

    /// What decodes encodes to the same bytes.
    private static func checkCoding(_ file: [UInt8], _ logChecksum: LogChecksum) throws {
        let bytes = file.span.extracting(droppingFirst: footerOffset)
        guard let footer = SegmentFooter.decode(bytes, endingAt: UInt64(file.count), .byte, logChecksum) else { return }
        try FuzzFinding.unless(footer.encoded(.byte, logChecksum) == bytes.copied, "the footer encodes otherwise")
    }

    private static func check(_ file: [UInt8], hasSuccessor: Bool) throws {
        var files = [SampleLog.firstSegmentName: file]
        if hasSuccessor { files[SegmentName.segment(SequenceNumber(UInt64(recordCount)))] = successor }
        let storage = MemoryStorage(files)
        _ = try? LogVerification.verify(directory: "log", storage: storage)
        _ = try? LogRecovery.recover(directory: "log", storage: storage, mode: .readOnlyReport)
        guard let reader = try? LogReader(directory: "log", storage: storage) else { return }
        for start in [0, 1, 7, recordCount - 1, recordCount] { try visit(reader, from: SequenceNumber(UInt64(start))) }
        for place: UInt64 in [0, 8, 23, 1 << 40, .max - 1] { _ = try? reader.record(at: SequenceNumber(place)) }
    }

    private static func visit(_ reader: LogReader, from start: SequenceNumber) throws {
        var next = start
        var finding: FuzzFinding?
        let visited: Void? = try? reader.visit(from: start) { record in
            let number = Int(record.sequence.rawValue)
            let expected = SampleLog.record(number)
            if record.sequence != next || record.head.copied != expected.head || record.body.copied != expected.body {
                finding = FuzzFinding("record \(record.sequence) is given where record \(next) ought to be, or with other content")
                return .stop
            }
            next = next.advanced(by: 1)
            return .continue
        }
        _ = visited
        if let finding { throw finding }
    }

    /// A second segment that goes on where the sample ends.
    private static let successor: [UInt8] = {
        guard let (header, _) = try? SegmentHeader.decode(segment.span),
            let footer = SegmentFooter.decode(
                segment.span.extracting(droppingFirst: footerOffset), endingAt: UInt64(segment.count), .byte, LogChecksum(header.logID))
        else { preconditionFailure("the sample is a sealed segment") }
        return header.successor(of: footer).encoded().bytes
    }()
}
