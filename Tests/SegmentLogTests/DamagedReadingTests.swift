import LogSimulation
import SegmentLog
import Testing

/// What a reader makes of damage in a segment that is still written.
@Suite struct DamagedReadingTests {
    private let storage = SimulatedStorage()
    private let path = "log/0000000000000000.seg"

    /// Where headers of blocks begin.
    private var headers: [Int] {
        let bytes = storage[path]
        return bytes.indices.filter { bytes[$0...].starts(with: [0xC3, 0x42, 0x4C, 0x4B]) }
    }

    /// A record, the block that says it is durable, another record and its block; the first of those two blocks has rotted.
    private func logWithARottenWatermark() throws -> LogWriter {
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions(), storage: storage)
        try log.append([.numbered(0)])
        try log.append([.numbered(1)])
        #expect(headers.count == 4)
        storage[path][headers[1] + 30] ^= 1
        return log
    }

    @Test func theRecordBehindARottenWatermarkIsRead() throws {
        let log = try logWithARottenWatermark()
        let reader = try LogReader(directory: "log", storage: storage)
        #expect(reader.deliverableEnd == SequenceNumber(2))
        #expect(try reader.record(at: SequenceNumber(1))?.body == LogRecord.numbered(1).body)
        withExtendedLifetime(log) {}
    }

    @Test func aReaderThatHasMetDamageFollowsTheWriterNevertheless() throws {
        let log = try logWithARottenWatermark()
        let reader = try LogReader(directory: "log", storage: storage)
        _ = try reader.record(at: SequenceNumber(1))
        try log.append([.numbered(2)])
        #expect(try reader.refresh() == SequenceNumber(3))
        #expect(try reader.record(at: SequenceNumber(2))?.body == LogRecord.numbered(2).body)
    }

    @Test func aStrayNameVouchesForNoRecords() throws {
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions(), storage: storage)
        try log.append([.numbered(0)])
        _ = try storage.createFile("log/000000000000ffff.seg")
        let reader = try LogReader(directory: "log", storage: storage)
        #expect(reader.deliverableEnd == SequenceNumber(1))
        #expect(throws: LogError.self) { try reader.refresh() }
        #expect(reader.deliverableEnd == SequenceNumber(1))
        storage.remove("log/000000000000ffff.seg")
        try log.append([.numbered(1)])
        #expect(try reader.refresh() == SequenceNumber(2))
    }

    @Test func sealingALogWhoseClosingFailsFails() throws {
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions(), storage: storage)
        try log.append([.numbered(0)])
        storage.failCall(storage.callCount + 1)
        #expect(throws: LogError.self) { try log.close() }
        #expect(throws: LogError.self) { try log.seal() }
    }
}
