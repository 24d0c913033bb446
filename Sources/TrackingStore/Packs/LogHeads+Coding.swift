import ByteCoding
import ContentHashing
import LogPositions
import SegmentLog
import TrackingEvents

extension LogHeads {
    private static let magic: [UInt8] = [0x8B, 0x43, 0x48, 0x45, 0x41, 0x44, 0x0D, 0x0A]
    private static let version: UInt16 = 1
    private static let fixedByteCount = 56
    private static let logByteCount = LogID.byteCount + Digest.byteCount + 24
    private static let namedByteCount = LogID.byteCount + 8
    private static let inDirectory = UInt32.max
    /// The longest file that is read: some million logs.
    static let maximumByteCount = 1 << 30

    private struct Flags: OptionSet {
        var rawValue: UInt32
        static let hashed = Flags(rawValue: 1)
        static let own = Flags(rawValue: 2)
    }

    /// The file's bytes.
    ///
    /// - Parameter publicKey: the store's.
    func encoded(_ publicKey: Digest) -> [UInt8] {
        var writer = ByteWriter(
            reservingByteCount: Self.fixedByteCount + logs.count * Self.logByteCount + named.count * Self.namedByteCount)
        let order = packs.sorted()
        writer.append(contentsOf: Self.magic)
        writer.appendUInt16(Self.version)
        writer.appendUInt16(0)
        writer.appendUInt32(UInt32(order.count))
        writer.appendUInt32(UInt32(logs.count))
        writer.appendUInt32(UInt32(named.count))
        writer.append(publicKey)
        for pack in order { writer.append(contentsOf: pack.bytes) }
        let numbers = Dictionary(uniqueKeysWithValues: zip(order, UInt32(0)...))
        for (_, head) in logs.sorted(by: { $0.key < $1.key }) { Self.append(head, numbers, to: &writer) }
        for (log, size) in named.sorted(by: { $0.key < $1.key }) {
            writer.append(contentsOf: log.bytes)
            writer.appendUInt64(size)
        }
        writer.append(SHA256.digest(writer.bytes))
        return writer.bytes
    }

    private static func append(_ head: ClosedLogHead, _ numbers: [PackID: UInt32], to writer: inout ByteWriter) {
        var place = inDirectory
        if case .pack(let pack) = head.place { place = numbers[pack] ?? inDirectory }
        var flags: Flags = head.isOwn ? .own : []
        if head.root != nil { flags.insert(.hashed) }
        writer.append(contentsOf: head.log.bytes)
        writer.append(head.root ?? .zero)
        writer.appendUInt64(head.size)
        writer.appendUInt64(head.stamp.rawValue)
        writer.appendUInt32(place)
        writer.appendUInt32(flags.rawValue)
    }

    /// Reads what `encoded` writes; nil for anything else, a later version and another store's file included: then it is made again.
    init?(decoding bytes: [UInt8], _ publicKey: Digest) {
        let covered = bytes.count - Digest.byteCount
        guard covered >= Self.fixedByteCount, Array(bytes.prefix(Self.magic.count)) == Self.magic,
            SHA256.digest(bytes.span.extracting(first: covered)) == Digest(bytes.span.extracting(droppingFirst: covered))
        else { return nil }
        var reader = ByteReader(bytes.span.extracting(Self.magic.count..<covered))
        do { try self.init(reading: &reader, publicKey) } catch { return nil }
    }

    private init(reading reader: inout ByteReader, _ publicKey: Digest) throws {
        let version = try reader.readUInt16()
        let reserved = try reader.readUInt16()
        let (packCount, logCount, namedCount) = (Int(try reader.readUInt32()), Int(try reader.readUInt32()), Int(try reader.readUInt32()))
        let key = try reader.readDigest()
        let byteCount = packCount * PackID.byteCount + logCount * Self.logByteCount + namedCount * Self.namedByteCount
        guard version == Self.version, reserved == 0, key == publicKey, byteCount == reader.remaining else {
            throw reader.error(.valueOutOfRange)
        }
        var order: [PackID] = []
        for _ in 0..<packCount { order.append(PackID(bytes: try reader.read(count: PackID.byteCount))) }
        packs = Set(order)
        logs = Dictionary(minimumCapacity: logCount)
        named = Dictionary(minimumCapacity: namedCount)
        for _ in 0..<logCount {
            let head = try Self.readHead(&reader, order)
            logs[head.log] = head
        }
        for _ in 0..<namedCount { named[try Self.readLogID(&reader)] = try reader.readUInt64() }
        guard packs.count == packCount, logs.count == logCount, named.count == namedCount else { throw reader.error(.valueOutOfRange) }
    }

    private static func readHead(_ reader: inout ByteReader, _ packs: [PackID]) throws -> ClosedLogHead {
        let log = try readLogID(&reader)
        let root = try reader.readDigest()
        let (size, stamp) = (try reader.readUInt64(), HybridTimestamp(rawValue: try reader.readUInt64()))
        let place = try reader.readUInt32()
        let flags = Flags(rawValue: try reader.readUInt32())
        guard place == inDirectory || place < UInt32(packs.count), flags.isSubset(of: [.hashed, .own]), size > 0 else {
            throw reader.error(.valueOutOfRange)
        }
        return ClosedLogHead(
            log: log, size: size, root: flags.contains(.hashed) ? root : nil, stamp: stamp, isOwn: flags.contains(.own),
            place: place == inDirectory ? .directory : .pack(packs[Int(place)]))
    }

    /// Word by word: ten thousand of them are read at each opening.
    private static func readLogID(_ reader: inout ByteReader) throws -> LogID {
        LogID(high: try reader.readUInt64().byteSwapped, low: try reader.readUInt64().byteSwapped)
    }
}
