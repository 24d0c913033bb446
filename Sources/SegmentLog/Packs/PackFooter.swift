import ByteCoding
import ContentHashing

/// What a pack ends in: which logs lie where. Specification: PackFormat, "Footer".
struct PackFooter: Hashable, Sendable {
    /// Where the footer begins: the length of header and files.
    var offset: UInt64
    /// In ascending order of their identities, which is the order in which they lie.
    var logs: [PackedLog]

    static let magic: [UInt8] = [0xC6, 0x50, 0x46, 0x54]
    static let endMagic: [UInt8] = [0x54, 0x46, 0x50, 0xC6]
    static let fixedByteCount = 32
    static let trailerByteCount = 16
    private static let smallestLogByteCount = LogID.byteCount + 8 + 1 + Digest.byteCount + 4
    private static let smallestFileByteCount = 1 + 8 + 4

    var encoded: [UInt8] {
        var writer = ByteWriter(reservingByteCount: 128 * logs.count + 64)
        writer.append(contentsOf: Self.magic)
        writer.appendUInt32(0)
        // The length is not known yet.
        writer.appendUInt64(0)
        writer.appendUInt64(offset)
        writer.appendUInt32(UInt32(logs.count))
        writer.appendUInt32(0)
        for log in logs { Self.append(log, to: &writer) }
        let length = UInt64(writer.count + Self.trailerByteCount)
        writer.overwriteUInt64(length, at: 8)
        writer.appendUInt64(length)
        writer.appendUInt32(CRC32C.checksum(writer.bytes))
        writer.append(contentsOf: Self.endMagic)
        return writer.bytes
    }

    private static func append(_ log: PackedLog, to writer: inout ByteWriter) {
        writer.append(contentsOf: log.logID.bytes)
        writer.appendUInt64(log.recordCount)
        writer.appendUInt8(log.root == nil ? 0 : 1)
        writer.append(log.root ?? .zero)
        writer.appendUInt32(UInt32(log.files.count))
        for file in log.files {
            writer.appendUInt8(UInt8(file.name.utf8.count))
            writer.append(contentsOf: Array(file.name.utf8))
            writer.appendUInt64(file.byteCount)
            writer.appendUInt32(file.checksum)
        }
    }

    /// The length that a trailer at the end of a file of `fileByteCount` bytes gives; nil when the bytes are no trailer or that is impossible.
    ///
    /// - Parameter trailer: the file's last 16 bytes.
    static func byteCount(fromTrailer trailer: Span<UInt8>, fileByteCount: UInt64) -> Int? {
        guard trailer.count == trailerByteCount, trailer.holds(endMagic, at: 12) else { return nil }
        let length = trailer.littleEndian(UInt64.self, at: 0)
        guard length >= UInt64(fixedByteCount + trailerByteCount), length <= UInt64(PackLimits.maximumFooterByteCount),
            length <= fileByteCount - min(fileByteCount, UInt64(PackHeader.byteCount))
        else { return nil }
        return Int(length)
    }

    /// Reads a footer; nil unless conditions 1 to 5 hold.
    static func decode(_ bytes: Span<UInt8>, endingAt fileByteCount: UInt64) -> PackFooter? {
        let length = bytes.count
        guard length >= fixedByteCount + trailerByteCount, bytes.holds(magic, at: 0), bytes.holds(endMagic, at: length - 4),
            CRC32C.checksum(bytes.extracting(first: length - 8)) == bytes.littleEndian(UInt32.self, at: length - 8),
            bytes.littleEndian(UInt64.self, at: length - 16) == UInt64(length)
        else { return nil }
        var reader = ByteReader(bytes.extracting(4..<(length - trailerByteCount)))
        guard let footer = try? PackFooter(reading: &reader, byteCount: length), footer.offset == fileByteCount - UInt64(length) else {
            return nil
        }
        return footer.areContiguous ? footer : nil
    }

    /// Whether the files fill the pack from the header to the footer (condition 5).
    private var areContiguous: Bool { (logs.last?.files.last).map { $0.offset + $0.byteCount == offset } ?? false }
}

extension PackFooter {
    fileprivate init(reading reader: inout ByteReader, byteCount: Int) throws {
        guard try reader.readUInt32() == 0, try reader.readUInt64() == UInt64(byteCount) else { throw reader.error(.valueOutOfRange) }
        offset = try reader.readUInt64()
        let count = Int(try reader.readUInt32())
        guard try reader.readUInt32() == 0, (1...PackLimits.maximumLogCount).contains(count),
            count <= reader.remaining / Self.smallestLogByteCount
        else { throw reader.error(.valueOutOfRange) }
        logs = []
        logs.reserveCapacity(count)
        var next = UInt64(PackHeader.byteCount)
        for _ in 0..<count {
            let log = try Self.readLog(&reader, &next, before: offset)
            guard logs.last.map({ $0.logID < log.logID }) ?? true else { throw reader.error(.valueOutOfRange) }
            logs.append(log)
        }
        try reader.requireEnd()
    }

    private static func readLog(_ reader: inout ByteReader, _ next: inout UInt64, before end: UInt64) throws -> PackedLog {
        let logID = LogID(bytes: try reader.read(count: LogID.byteCount))
        let recordCount = try reader.readUInt64()
        let hasRoot = try reader.readUInt8()
        let root = try reader.readDigest()
        let count = Int(try reader.readUInt32())
        guard hasRoot <= 1, hasRoot == 1 || root == .zero, recordCount > 0, (1...PackLimits.maximumFileCountOfLog).contains(count),
            count <= reader.remaining / smallestFileByteCount
        else { throw reader.error(.valueOutOfRange) }
        var files: [PackedFile] = []
        files.reserveCapacity(count)
        for _ in 0..<count {
            let file = try readFile(&reader, &next, before: end)
            guard files.last.map({ $0.name < file.name }) ?? true else { throw reader.error(.valueOutOfRange) }
            files.append(file)
        }
        guard SegmentName.first(ofSegment: files[0].name) == .zero else { throw reader.error(.valueOutOfRange) }
        return PackedLog(logID: logID, recordCount: recordCount, root: hasRoot == 1 ? root : nil, files: files)
    }

    private static func readFile(_ reader: inout ByteReader, _ next: inout UInt64, before end: UInt64) throws -> PackedFile {
        let nameByteCount = Int(try reader.readUInt8())
        let name = String(decoding: try reader.read(count: nameByteCount), as: UTF8.self)
        let byteCount = try reader.readUInt64()
        let checksum = try reader.readUInt32()
        guard SegmentName.isPackable(name), next <= end, byteCount <= end - next else { throw reader.error(.valueOutOfRange) }
        defer { next += byteCount }
        return PackedFile(name: name, offset: next, byteCount: byteCount, checksum: checksum)
    }
}
