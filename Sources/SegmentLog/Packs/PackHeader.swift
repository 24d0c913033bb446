import ByteCoding

/// What a pack begins with. Specification: PackFormat, "Header".
enum PackHeader {
    static let magic: [UInt8] = [0x8A, 0x43, 0x50, 0x41, 0x43, 0x4B, 0x0D, 0x0A]
    static let byteCount = 16

    static var encoded: [UInt8] {
        var writer = ByteWriter(reservingByteCount: byteCount)
        writer.append(contentsOf: magic)
        writer.appendUInt16(PackLimits.formatVersion)
        writer.appendUInt16(0)
        writer.appendUInt32(CRC32C.checksum(writer.bytes))
        return writer.bytes
    }

    enum Reading {
        case valid
        case newerFormat(UInt16)
        /// What is wrong with it.
        case invalid(String)
    }

    static func read(_ bytes: Span<UInt8>) -> Reading {
        guard bytes.count >= byteCount, bytes.holds(magic, at: 0) else { return .invalid("a pack's magic number is not there") }
        guard bytes.littleEndian(UInt32.self, at: 12) == CRC32C.checksum(bytes.extracting(first: 12)) else {
            return .invalid("its checksum is wrong")
        }
        let version = bytes.littleEndian(UInt16.self, at: 8)
        if version > PackLimits.formatVersion { return .newerFormat(version) }
        guard version == PackLimits.formatVersion, bytes.littleEndian(UInt16.self, at: 10) == 0 else {
            return .invalid("a field has a value that is not allowed")
        }
        return .valid
    }
}
