import LogSimulation
import ContentHashing
import SegmentLog
import Testing

@Suite struct DamageTests {
    /// A small closed log of two segments, signed, with a batch over several blocks.
    static func closedLog(hashes: Bool = true, alignment: SegmentAlignment = .byte) throws -> SimulatedStorage {
        let storage = SimulatedStorage()
        var options = LogOptions(label: Array("flip".utf8))
        options.segmentByteCountTarget = 500
        options.blockByteCountTarget = 100
        options.hashesRecords = hashes
        options.alignment = alignment
        let identity = LogIdentity.keyed(publicKey: Array(0..<32), randomBytes: Array(32..<64), signature: { _ in Array(0..<64) })
        let log = try LogWriter.create(in: "log", identity: identity, options: options, storage: storage)
        try log.append((0..<5).map { .numbered($0, bodyByteCount: 30) })
        try log.append([.numbered(5)])
        try log.append([.numbered(6)])
        try log.close()
        return storage
    }

    static let bitNumbers = 0..<8

    @Test(arguments: bitNumbers)
    func everyFlippedBitOfAClosedLogIsFound(bit: Int) throws {
        let storage = try Self.closedLog()
        let names = try #require(try storage.fileNames(in: "log")).filter { $0.hasSuffix(".seg") }
        #expect(names.count == 2)
        let intact = try LogVerification.verify(directory: "log", storage: storage)
        #expect(intact.isIntact && intact.isClosed && intact.recordCount == 7)
        for path in names.map({ "log/" + $0 }) {
            let bytes = storage[path]
            for index in bytes.indices {
                storage[path][index] = bytes[index] ^ (1 << bit)
                do {
                    let report = try LogVerification.verify(directory: "log", storage: storage)
                    #expect(report.damage.contains { $0.file == path && $0.byteOffset <= UInt64(index) + 52 }, "\(path) byte \(index)")
                    #expect(report.damage.count == 1, "\(path) byte \(index): \(report.damage)")
                } catch {
                    Issue.record("\(path) byte \(index): \(error)")
                }
                storage[path] = bytes
            }
        }
    }

    @Test func aRottenMiddleIsDamageAndEverythingElseStaysReadable() throws {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions(), storage: storage)
        for number in 0..<50 { try log.append([.numbered(number)]) }
        let path = "log/0000000000000000.seg"
        let bytes = storage[path]
        let crashed = storage.afterWriteback
        // In a block with records: of one without nothing is missed.
        let magic: [UInt8] = [0xC3, 0x42, 0x4C, 0x4B]
        var block = bytes.count / 2
        while bytes[block + 20] == 0 || bytes[block..<(block + 4)] != magic[...] { block += 1 }
        crashed[path][block + 52] ^= 1
        let report = try LogRecovery.recover(directory: "log", storage: crashed, mode: .secure)
        #expect(report.row == .f)
        let damage = try #require(report.damage.first)
        #expect(crashed[path].count == bytes.count, "every byte is kept")
        #expect(throws: LogError.self) { try LogWriter.reopen(in: "log", options: LogOptions(), storage: crashed) }
        let reader = try LogReader(directory: "log", storage: crashed)
        let bad = report.end
        #expect(reader.deliverableEnd == SequenceNumber(50))
        let error = #expect(throws: LogError.self) { try reader.heads() }
        #expect(error?.byteOffset == damage.byteOffset)
        #expect(try reader.heads(from: bad.advanced(by: 1)).count == 49 - Int(bad.rawValue))
        for number in 0..<50 where UInt64(number) != bad.rawValue {
            #expect(try reader.record(at: SequenceNumber(UInt64(number)))?.body == LogRecord.numbered(number).body)
        }
    }

    @Test func aMissingSegmentIsNamed() throws {
        let storage = try Self.closedLog()
        storage.remove("log/0000000000000000.seg")
        let report = try LogVerification.verify(directory: "log", storage: storage)
        #expect(report.damage.map(\.kind) == [.missingRecords])
        #expect(try LogRecovery.recover(directory: "log", storage: storage, mode: .readOnlyReport).row == .e)
        #expect(throws: LogError.self) { try LogReader(directory: "log", storage: storage).heads() }
    }

    @Test func aNewerFormatIsRefusedAndUntouched() throws {
        let storage = try Self.closedLog()
        let path = "log/0000000000000000.seg"
        var header = Array(storage[path].prefix(Int(storage[path][12]) + Int(storage[path][13]) << 8))
        header[8] = 2
        header.replaceSubrange((header.count - 4)..., with: checksumBytes(header.dropLast(4)))
        storage[path].replaceSubrange(0..<header.count, with: header)
        let error = #expect(throws: LogError.self) { try LogReader(directory: "log", storage: storage) }
        #expect(error?.code == .newerFormat)
        #expect(throws: LogError.self) { try LogVerification.verify(directory: "log", storage: storage) }
    }

    @Test func formatVersionZeroIsDamage() throws {
        let storage = try Self.closedLog()
        let path = "log/0000000000000000.seg"
        var header = Array(storage[path].prefix(Int(storage[path][12]) + Int(storage[path][13]) << 8))
        header[8] = 0
        header.replaceSubrange((header.count - 4)..., with: checksumBytes(header.dropLast(4)))
        storage[path].replaceSubrange(0..<header.count, with: header)
        let report = try LogVerification.verify(directory: "log", storage: storage)
        #expect(report.damage.contains { $0.kind == .segmentHeader && $0.file == path })
    }
}
