import BlockCodec
import ByteCoding

/// What stands before a block's stored bytes. Specification: FileFormat, "Block".
struct BlockHeader: Hashable, Sendable {
    var codec: BlockCodec
    /// Whether the first record continues the batch of the block before.
    var batchContinues: Bool
    /// Whether a batch ends with the last record.
    var batchEnds: Bool
    var storedByteCount: Int
    var rawByteCount: Int
    /// The bytes of heads and bodies as appended.
    var contentByteCount: Int
    var recordCount: Int
    var first: SequenceNumber
    /// Every record before it was durable when the header was made.
    var watermark: SequenceNumber
    var payloadChecksum: UInt32
    var previousHeaderChecksum: UInt32
    /// The header's own checksum.
    var checksum: UInt32 = 0

    static let magic: [UInt8] = [0xC3, 0x42, 0x4C, 0x4B]
    static let byteCount = 52

    /// The place after the block's last record.
    var end: SequenceNumber { first.advanced(by: recordCount) }

    /// Header, stored bytes and padding.
    func byteCountInFile(_ alignment: SegmentAlignment) -> Int { alignment.roundedUp(Self.byteCount + storedByteCount) }

    /// Appends the header, and notes its checksum.
    mutating func append(to writer: inout ByteWriter, _ logChecksum: LogChecksum) {
        let start = writer.count
        writer.append(contentsOf: Self.magic)
        writer.append(codec.rawValue)
        writer.append((batchContinues ? 1 : 0) | (batchEnds ? 2 : 0))
        writer.appendUInt16(0)
        writer.appendUInt32(UInt32(storedByteCount))
        writer.appendUInt32(UInt32(rawByteCount))
        writer.appendUInt32(UInt32(contentByteCount))
        writer.appendUInt32(UInt32(recordCount))
        writer.appendUInt64(first.rawValue)
        writer.appendUInt64(watermark.rawValue)
        writer.appendUInt32(payloadChecksum)
        writer.appendUInt32(previousHeaderChecksum)
        checksum = logChecksum(writer.bytes.span.extracting(droppingFirst: start))
        writer.appendUInt32(checksum)
    }

    /// Reads the header at the start of `bytes`; nil unless it is valid by itself (conditions 1 to 6).
    static func decode(_ bytes: Span<UInt8>, _ logChecksum: LogChecksum) -> BlockHeader? {
        guard bytes.count >= byteCount, bytes.holds(magic, at: 0) else { return nil }
        let checksum = bytes.littleEndian(UInt32.self, at: 48)
        guard logChecksum(bytes.extracting(first: 48)) == checksum else { return nil }
        guard let codec = BlockCodec(rawValue: bytes[4]), bytes[5] < 4, bytes[6] == 0, bytes[7] == 0 else { return nil }
        let header = BlockHeader(
            codec: codec, batchContinues: bytes[5] & 1 != 0, batchEnds: bytes[5] & 2 != 0,
            storedByteCount: Int(bytes.littleEndian(UInt32.self, at: 8)), rawByteCount: Int(bytes.littleEndian(UInt32.self, at: 12)),
            contentByteCount: Int(bytes.littleEndian(UInt32.self, at: 16)), recordCount: Int(bytes.littleEndian(UInt32.self, at: 20)),
            first: SequenceNumber(bytes.littleEndian(UInt64.self, at: 24)),
            watermark: SequenceNumber(bytes.littleEndian(UInt64.self, at: 32)),
            payloadChecksum: bytes.littleEndian(UInt32.self, at: 40), previousHeaderChecksum: bytes.littleEndian(UInt32.self, at: 44),
            checksum: checksum)
        return header.isPossible ? header : nil
    }

    /// Conditions 3 to 6.
    private var isPossible: Bool {
        guard storedByteCount <= rawByteCount, rawByteCount <= LogLimits.maximumBlockByteCount else { return false }
        guard (codec == .none) == (storedByteCount == rawByteCount) else { return false }
        guard 2 * recordCount <= rawByteCount, (recordCount == 0) == (rawByteCount == 0) else { return false }
        guard recordCount > 0 || (contentByteCount == 0 && batchEnds && !batchContinues) else { return false }
        return watermark <= first && first.rawValue <= UInt64.max - UInt64(recordCount)
    }
}
