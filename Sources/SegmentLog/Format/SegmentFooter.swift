import ByteCoding
import ContentHashing

/// What ends a sealed segment: its counts, its index, its part of the tree. Specification: FileFormat, "Footer".
struct SegmentFooter: Hashable, Sendable {
    /// Where the footer begins: the stored length of header and blocks.
    var offset: UInt64
    var recordCount: UInt64
    var contentByteCount: UInt64
    var lastHeaderChecksum: UInt32
    /// Blocks with records.
    var blockCount: UInt32
    var index: [BlockIndexEntry]
    var nodes: [Digest]
    /// The digests of the frontier after the last record.
    var frontierHashes: [Digest]

    static let magic: [UInt8] = [0xC5, 0x46, 0x54, 0x52]
    static let endMagic: [UInt8] = [0x52, 0x54, 0x46, 0xC5]
    static let fixedByteCount = 64
    static let trailerByteCount = 16

    func byteCount(_ alignment: SegmentAlignment) -> Int {
        alignment.roundedUp(
            Self.fixedByteCount + 16 * index.count + Digest.byteCount * (nodes.count + frontierHashes.count) + Self.trailerByteCount)
    }

    func encoded(_ alignment: SegmentAlignment, _ logChecksum: LogChecksum) -> [UInt8] {
        let length = byteCount(alignment)
        var writer = ByteWriter(reservingByteCount: length)
        writer.append(contentsOf: Self.magic)
        writer.appendUInt32(0)
        writer.appendUInt64(UInt64(length))
        writer.appendUInt64(offset)
        writer.appendUInt64(recordCount)
        writer.appendUInt64(contentByteCount)
        writer.appendUInt32(lastHeaderChecksum)
        writer.appendUInt32(blockCount)
        writer.appendUInt32(UInt32(index.count))
        writer.appendUInt32(UInt32(nodes.count))
        writer.appendUInt64(UInt64(frontierHashes.count))
        for entry in index {
            writer.appendUInt64(entry.first.rawValue)
            writer.appendUInt64(entry.offset)
        }
        for digest in nodes { writer.append(digest) }
        for digest in frontierHashes { writer.append(digest) }
        writer.append(contentsOf: [UInt8](repeating: 0, count: length - Self.trailerByteCount - writer.count))
        writer.appendUInt64(UInt64(length))
        writer.appendUInt32(logChecksum(writer.bytes.span))
        writer.append(contentsOf: Self.endMagic)
        return writer.bytes
    }

    /// The length that a trailer at the end of a file of `fileByteCount` bytes gives; nil when the bytes are no trailer or that is impossible.
    ///
    /// - Parameter trailer: the file's last 16 bytes.
    static func byteCount(fromTrailer trailer: Span<UInt8>, fileByteCount: UInt64) -> Int? {
        guard trailer.count == trailerByteCount, trailer.holds(endMagic, at: 12) else { return nil }
        let length = trailer.littleEndian(UInt64.self, at: 0)
        guard length >= UInt64(fixedByteCount + trailerByteCount), length < fileByteCount else { return nil }
        return Int(exactly: length)
    }

    /// Reads a footer; nil unless it is valid by itself (conditions 1 to 3).
    static func decode(
        _ bytes: Span<UInt8>, endingAt fileByteCount: UInt64, _ alignment: SegmentAlignment, _ logChecksum: LogChecksum
    ) -> SegmentFooter? {
        let length = bytes.count
        guard length >= fixedByteCount + trailerByteCount, bytes.holds(magic, at: 0), bytes.holds(endMagic, at: length - 4) else {
            return nil
        }
        guard logChecksum(bytes.extracting(first: length - 8)) == bytes.littleEndian(UInt32.self, at: length - 8) else { return nil }
        guard bytes.littleEndian(UInt64.self, at: length - 16) == UInt64(length) else { return nil }
        var reader = ByteReader(bytes.extracting(4..<(length - trailerByteCount)))
        guard let footer = try? SegmentFooter(reading: &reader, byteCount: length), footer.byteCount(alignment) == length else {
            return nil
        }
        guard UInt64(length) <= fileByteCount, footer.offset == fileByteCount - UInt64(length), footer.recordCount > 0 else { return nil }
        return footer.hasAscendingIndex ? footer : nil
    }

    /// Whether each entry of the index lies behind the one before, and before the footer.
    private var hasAscendingIndex: Bool {
        let pairs = zip(index, index.dropFirst())
        return pairs.allSatisfy { $0.first < $1.first && $0.offset < $1.offset } && (index.last.map { $0.offset < offset } ?? true)
    }

    /// Whether a segment with this header can end in this footer: its records have places, and the index leads to some of them.
    func canEnd(_ header: SegmentHeader) -> Bool {
        let (end, overflows) = header.firstSequenceNumber.rawValue.addingReportingOverflow(recordCount)
        guard !overflows, let first = index.first, let last = index.last else { return false }
        return first.first == header.firstSequenceNumber && first.offset >= UInt64(header.encodedByteCount) && last.first.rawValue < end
    }
}

extension SegmentFooter {
    fileprivate init(reading reader: inout ByteReader, byteCount: Int) throws {
        let reserved = try reader.readUInt32()
        let length = try reader.readUInt64()
        guard reserved == 0, length == UInt64(byteCount) else { throw reader.error(.valueOutOfRange) }
        offset = try reader.readUInt64()
        recordCount = try reader.readUInt64()
        contentByteCount = try reader.readUInt64()
        lastHeaderChecksum = try reader.readUInt32()
        blockCount = try reader.readUInt32()
        let indexCount = Int(try reader.readUInt32())
        let nodeCount = Int(try reader.readUInt32())
        let frontierCount = Int(clamping: try reader.readUInt64())
        guard frontierCount <= 64, 16 * indexCount + Digest.byteCount * (nodeCount + frontierCount) <= reader.remaining else {
            throw reader.error(.valueOutOfRange)
        }
        index = []
        nodes = []
        frontierHashes = []
        index.reserveCapacity(indexCount)
        for _ in 0..<indexCount {
            index.append(BlockIndexEntry(first: SequenceNumber(try reader.readUInt64()), offset: try reader.readUInt64()))
        }
        for _ in 0..<nodeCount { nodes.append(try reader.readDigest()) }
        for _ in 0..<frontierCount { frontierHashes.append(try reader.readDigest()) }
        guard try reader.readSpan(count: reader.remaining).isZero else { throw reader.error(.valueOutOfRange) }
    }
}

/// Where a block with records is.
struct BlockIndexEntry: Hashable, Sendable {
    var first: SequenceNumber
    /// In bytes from the start of the file.
    var offset: UInt64
}
