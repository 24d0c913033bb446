import LogSimulation
import SegmentLog
import Testing

@Suite struct RecordCursorTests {
    let storage = SimulatedStorage()

    func log(of count: Int, bodyByteCount: Int = 20) throws -> LogReader {
        var options = LogOptions()
        options.segmentByteCountTarget = 100_000
        options.codec = .none
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: options, storage: storage)
        for start in stride(from: 0, to: count, by: 100) {
            try log.append((start..<min(count, start + 100)).map { .numbered($0, bodyByteCount: bodyByteCount) })
        }
        try log.close()
        return try LogReader(directory: "log", storage: storage)
    }

    @Test func aCursorGivesEveryRecordOnceInOrder() throws {
        let reader = try log(of: 5000)
        var cursor = reader.records()
        var next: UInt64 = 0
        while let record = try cursor.next() {
            #expect(record.position == Position(log: .sample, sequence: SequenceNumber(next)))
            #expect(record.body == LogRecord.numbered(Int(next)).body)
            next += 1
        }
        #expect(next == 5000)
        #expect(try cursor.next() == nil)
    }

    @Test(arguments: [(0, 0), (7, 8), (1000, 2500), (4999, 5000), (4999, 9999), (5000, 9999), (6000, 7000), (2000, 1000)])
    func aCursorKeepsToItsBounds(start: Int, end: Int) throws {
        var cursor = try log(of: 5000).records(from: SequenceNumber(UInt64(start)), upTo: SequenceNumber(UInt64(end)))
        var found: [UInt64] = []
        while let record = try cursor.next() { found.append(record.position.sequence.rawValue) }
        #expect(found == Array(start..<max(start, min(end, 5000))).map { UInt64($0) })
    }

    @Test func recordsLargerThanWhatIsReadAheadComeOneByOne() throws {
        var cursor = try log(of: 3, bodyByteCount: 3 << 20).records()
        var count = 0
        while let record = try cursor.next() {
            #expect(record.body?.count == 3 << 20)
            count += 1
        }
        #expect(count == 3)
    }

    @Test func aFollowersBatchKeepsToItsByteCount() throws {
        var follower = try log(of: 100, bodyByteCount: 1000).follow(from: .zero)
        #expect(try follower.nextBatch(maximumByteCount: 5500).count == 5)
        #expect(try follower.nextBatch(maximumByteCount: 1).count == 1)
        #expect(try follower.nextBatch().count == 94)
        #expect(try follower.nextBatch().isEmpty)
    }

    @Test func whatIsBeforeADamagedRecordIsGivenBeforeTheErrorAndWhatIsBehindItAfterwards() throws {
        _ = try log(of: 300)
        let path = "log/0000000000000000.seg"
        let target = Array("record 150 ".utf8)
        let bytes = storage[path]
        let offset = try #require(bytes.indices.first { bytes[$0...].starts(with: target) })
        storage[path][offset] ^= 1
        let reader = try LogReader(directory: "log", storage: storage)
        var cursor = reader.records()
        var count = 0
        let error = #expect(throws: LogError.self) { while try cursor.next() != nil { count += 1 } }
        #expect(error?.code == .damaged && error?.path == path && error?.byteOffset != nil)
        #expect(count == 100, "the batch of record 150 is one block")
        #expect(throws: LogError.self) { try cursor.next() }
        var follower = reader.follow(from: .zero)
        #expect(try follower.nextBatch().count == 100)
        #expect(throws: LogError.self) { try follower.nextBatch() }
        var behind = reader.records(from: SequenceNumber(200))
        #expect(try behind.next()?.position.sequence == SequenceNumber(200))
    }
}
