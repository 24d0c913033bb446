import BlockCodec
import ByteCoding
import ContentHashing

@testable import SegmentLog

/// One block as it stands in a file: 52 bytes of header, then the stored bytes.
///
/// Run as it is, and with its magic, lengths and checksums put right. What decodes encodes to the same bytes; entries that are walked encode to
/// themselves; what a codec gives back compresses and comes back again.
enum BlockEntry {
    private static let logChecksum = LogChecksum(SampleLog.logID)

    static func run(_ bytes: [UInt8]) throws {
        try check(bytes)
        guard bytes.count >= BlockHeader.byteCount else { return }
        var repaired = bytes
        let stored = bytes.count - BlockHeader.byteCount
        repaired.replaceSubrange(0..<4, with: BlockHeader.magic)
        ChecksumRepair.put(UInt32(stored), in: &repaired, at: 8)
        if repaired[4] == 0 { ChecksumRepair.put(UInt32(stored), in: &repaired, at: 12) }
        let previous = repaired.span.littleEndian(UInt32.self, at: 44)
        _ = ChecksumRepair.block(&repaired, at: 0, storedByteCount: stored, previous: previous, logChecksum)
        try check(repaired)
    }

    private static func check(_ bytes: [UInt8]) throws {
        guard let header = BlockHeader.decode(bytes.span, logChecksum) else { return }
        var writer = ByteWriter()
        var copy = header
        copy.append(to: &writer, logChecksum)
        try FuzzFinding.unless(copy == header && writer.bytes[...] == bytes.prefix(BlockHeader.byteCount), "the header encodes otherwise")
        try FuzzFinding.unless(header.end >= header.first && header.watermark <= header.first, "the header's places are impossible")
        for alignment in SegmentAlignment.allCases {
            let length = header.byteCountInFile(alignment)
            try FuzzFinding.unless(
                length >= BlockHeader.byteCount + header.storedByteCount && length % alignment.byteCount == 0, "the length is wrong")
        }
        let stored = Array(bytes.dropFirst(BlockHeader.byteCount))
        guard stored.count == header.storedByteCount,
            let raw = try? header.codec.decompress(stored, rawByteCount: header.rawByteCount)
        else { return }
        try FuzzFinding.unless(raw.count == header.rawByteCount, "decompressed to \(raw.count) bytes, not \(header.rawByteCount)")
        try FuzzFinding.unless(header.codec.decompress(header.codec.compress(raw), rawByteCount: raw.count) == raw, "the codec loses bytes")
        try walk(raw, header)
    }

    /// The entries, one by one and two at a time.
    private static func walk(_ raw: [UInt8], _ header: BlockHeader) throws {
        var reader = RecordEntryReader(raw.span, first: header.first)
        var sequence = header.first
        var entries: [UInt8] = []
        var leaves: [Digest] = []
        var hasErased = false
        var end = 0
        while sequence < header.end {
            guard let record = reader.next() else { break }
            end = reader.offset
            try FuzzFinding.unless(record.sequence == sequence, "record \(record.sequence) where \(sequence) ought to be")
            hasErased = hasErased || record.isErased
            if !record.isErased { RecordEntry.append(head: record.head, body: record.body, to: &entries) }
            leaves.append(record.leaf)
            sequence = sequence.advanced(by: 1)
        }
        if !hasErased { try FuzzFinding.unless(entries[...] == raw.prefix(end), "the entries encode otherwise") }
        var pairs: [Digest] = []
        var again = RecordEntryReader(raw.span, first: header.first)
        let isComplete = RecordLeaves.append(from: &again, count: header.recordCount, to: &pairs)
        try FuzzFinding.unless(isComplete == (sequence == header.end), "two at a time, the entries are another number")
        try FuzzFinding.unless(
            pairs[...] == leaves.prefix(pairs.count) && (!isComplete || pairs == leaves), "two at a time, the leaves differ")
    }
}
