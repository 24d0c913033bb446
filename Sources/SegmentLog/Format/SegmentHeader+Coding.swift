import ByteCoding
import ContentHashing

/// Why bytes are no segment header of this version.
enum SegmentHeaderFault: Error, Hashable {
    case newerFormat(UInt16)
    case invalid(String)
}

extension SegmentHeader {
    /// The header with its checksum and the zeros up to the alignment, and the checksum.
    func encoded() -> (bytes: [UInt8], checksum: UInt32) {
        var writer = ByteWriter(reservingByteCount: alignment.roundedUp(encodedByteCount))
        appendUnsigned(to: &writer)
        if let origin {
            writer.append(contentsOf: origin.publicKey)
            writer.append(contentsOf: origin.randomBytes)
            writer.append(contentsOf: origin.signature)
        }
        let checksum = CRC32C.checksum(writer.bytes)
        writer.appendUInt32(checksum)
        writer.append(contentsOf: [UInt8](repeating: 0, count: alignment.roundedUp(writer.count) - writer.count))
        return (writer.bytes, checksum)
    }

    /// What a signature covers: the bytes up to it.
    func signedBytes(publicKey: [UInt8], randomBytes: [UInt8]) -> [UInt8] {
        var copy = self
        copy.origin = SignedOrigin(publicKey: publicKey, randomBytes: randomBytes, signature: [], signedBytes: [])
        var writer = ByteWriter()
        copy.appendUnsigned(to: &writer)
        writer.append(contentsOf: publicKey)
        writer.append(contentsOf: randomBytes)
        return writer.bytes
    }

    private func appendUnsigned(to writer: inout ByteWriter) {
        writer.append(contentsOf: Self.magic)
        writer.appendUInt16(LogLimits.formatVersion)
        writer.appendUInt16((isHashed ? 1 : 0) | (isSigned ? 2 : 0) | UInt16(alignment.rawValue) << 2)
        writer.appendUInt32(UInt32(encodedByteCount))
        writer.append(contentsOf: logID.bytes)
        writer.appendUInt64(firstSequenceNumber.rawValue)
        writer.appendUInt64(predecessorRecordCount)
        writer.appendUInt64(predecessorContentByteCount)
        writer.append(UInt8(label.count))
        writer.append(UInt8(frontier.hashes.count))
        writer.append(contentsOf: [UInt8](repeating: 0, count: 6))
        writer.append(contentsOf: label)
        writer.append(contentsOf: [UInt8](repeating: 0, count: LogLimits.maximumLabelByteCount - label.count))
        for digest in frontier.hashes { writer.append(digest) }
    }

    /// Reads a header from the first bytes of a segment: conditions 1 to 6.
    ///
    /// - Parameter bytes: the file's first page, or less where the file is shorter.
    static func decode(_ bytes: Span<UInt8>) throws(SegmentHeaderFault) -> (header: SegmentHeader, checksum: UInt32) {
        guard bytes.holds(magic, at: 0), bytes.count >= 16 else { throw .invalid("a segment's magic number is not there") }
        let length = Int(bytes.littleEndian(UInt32.self, at: 12))
        guard length > 16, length <= 4096, length <= bytes.count else { throw .invalid("its length is not possible") }
        let checksum = CRC32C.checksum(bytes.extracting(first: length - 4))
        guard bytes.littleEndian(UInt32.self, at: length - 4) == checksum else { throw .invalid("its checksum is wrong") }
        let version = bytes.littleEndian(UInt16.self, at: 8)
        guard version <= LogLimits.formatVersion else { throw .newerFormat(version) }
        guard version == LogLimits.formatVersion else { throw .invalid("there is no format version \(version)") }
        do {
            var reader = ByteReader(bytes.extracting(first: length - 4))
            let header = try SegmentHeader(reading: &reader)
            let end = header.alignment.roundedUp(length)
            guard bytes.count >= end, bytes.extracting(length..<end).isZero else {
                throw SegmentHeaderFault.invalid("its padding is not zero")
            }
            return (header, checksum)
        } catch let fault as SegmentHeaderFault {
            throw fault
        } catch {
            throw .invalid("a field has a value that is not allowed")
        }
    }

    private init(reading reader: inout ByteReader) throws {
        try reader.skip(count: 10)
        let flags = try reader.readUInt16()
        guard flags < 16, let alignment = SegmentAlignment(rawValue: UInt8(flags >> 2)) else { throw reader.error(.valueOutOfRange) }
        try reader.skip(count: 4)
        let logID = LogID(bytes: try reader.read(count: LogID.byteCount))
        self.init(logID: logID, label: [], isHashed: flags & 1 != 0, isSigned: flags & 2 != 0, alignment: alignment)
        firstSequenceNumber = SequenceNumber(try reader.readUInt64())
        predecessorRecordCount = try reader.readUInt64()
        predecessorContentByteCount = try reader.readUInt64()
        let labelCount = Int(try reader.readUInt8())
        let digestCount = Int(try reader.readUInt8())
        guard labelCount <= LogLimits.maximumLabelByteCount, try reader.readSpan(count: 6).isZero else {
            throw reader.error(.valueOutOfRange)
        }
        label = try reader.read(count: labelCount)
        guard try reader.readSpan(count: LogLimits.maximumLabelByteCount - labelCount).isZero else { throw reader.error(.valueOutOfRange) }
        try readTree(from: &reader, digestCount: digestCount)
        if isSigned && firstSequenceNumber == .zero { try readOrigin(from: &reader) }
        try reader.requireEnd()
    }

    private mutating func readTree(from reader: inout ByteReader, digestCount: Int) throws {
        var digests: [Digest] = []
        for _ in 0..<min(digestCount, 64) { digests.append(try reader.readDigest()) }
        let size = isHashed ? firstSequenceNumber.rawValue : 0
        guard let frontier = MerkleFrontier(size: size, hashes: digests), digests.count == digestCount else {
            throw reader.error(.valueOutOfRange)
        }
        self.frontier = frontier
    }

    private mutating func readOrigin(from reader: inout ByteReader) throws {
        let publicKey = try reader.read(count: SignedOrigin.keyByteCount)
        let randomBytes = try reader.read(count: SignedOrigin.randomByteCount)
        let signature = try reader.read(count: SignedOrigin.signatureByteCount)
        guard logID == LogIdentity.derivedLogID(publicKey: publicKey, randomBytes: randomBytes) else {
            throw reader.error(.valueOutOfRange)
        }
        let signed = signedBytes(publicKey: publicKey, randomBytes: randomBytes)
        origin = SignedOrigin(publicKey: publicKey, randomBytes: randomBytes, signature: signature, signedBytes: signed)
    }
}
