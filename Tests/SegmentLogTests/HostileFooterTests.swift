import LogSimulation
import SegmentLog
import Testing

/// A footer whose checksum is right and whose fields are not is damage like any other.
@Suite struct HostileFooterTests {
    static let path = "log/0000000000000000.seg"
    /// Where in the footer eight bytes are set: its own offset, the record count, the number of frontier digests, the first index entry's
    /// sequence number and offset.
    static let fields = [16, 24, 56, 64, 72]
    static let values: [UInt64] = [.max, 1 << 63, (1 << 63) - 1, .max - 100]

    @Test(arguments: fields, values)
    func aFieldThatCannotBeIsDamage(field: Int, value: UInt64) throws {
        let storage = try FileFormatTests.exampleLog()
        var bytes = storage[Self.path]
        let begin = 213
        for index in 0..<8 { bytes[begin + field + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
        let checksum = checksumBytes(LogID.sample.bytes + bytes[begin..<(bytes.count - 8)])
        bytes.replaceSubrange((bytes.count - 8)..<(bytes.count - 4), with: checksum)
        storage[Self.path] = bytes

        let report = try LogVerification.verify(directory: "log", storage: storage)
        #expect(!report.isIntact && report.damage.allSatisfy { $0.file == Self.path })
        _ = try? LogReader(directory: "log", storage: storage).heads()
        _ = try? LogReader(directory: "log", storage: storage).record(at: .zero)
        let recovered = try LogRecovery.recover(directory: "log", storage: storage, mode: .secure)
        #expect(!recovered.damage.isEmpty || field == 24)
        _ = try? LogWriter.reopen(in: "log", options: LogOptions(), storage: storage)
    }

    @Test func aFileEndsBeforeTheLargestOffset() throws {
        let directory = LogDirectory()
        let storage = FileStorage()
        let file = try storage.createFile(directory.path + "/file")
        try file.write([1, 2, 3], at: 0)
        let offsets: [UInt64] = [.max, 1 << 63, (1 << 63) - 1]
        for offset in offsets {
            #expect(try file.read(at: offset, byteCount: 16).isEmpty)
            #expect(throws: LogError.self) { try file.write([1], at: offset) }
        }
        #expect(try file.byteCount() == 3)
    }
}
