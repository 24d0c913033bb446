import LogSimulation
import SegmentLog
import Testing

@Suite struct LogBatchTests {
    @Test func recordsAppendedAsSpansAreReadBack() throws {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions.small(), storage: storage)
        var batch = LogBatch()
        for round in 0..<3 {
            batch.removeAll()
            #expect(batch.isEmpty)
            for number in 0..<40 {
                let record = LogRecord.numbered(round * 40 + number, bodyByteCount: number * 11)
                batch.append(head: record.head.span, body: record.body.span)
            }
            #expect(batch.count == 40)
            #expect(try log.append(batch).sequence.rawValue == UInt64(round * 40))
        }
        try log.close()
        let reader = try LogReader(directory: "log", storage: storage)
        for number in 0..<120 {
            let record = try #require(try reader.record(at: SequenceNumber(UInt64(number))))
            #expect(record.head == LogRecord.numbered(number).head)
            #expect(record.body == LogRecord.numbered(number, bodyByteCount: number % 40 * 11).body)
        }
        #expect(try LogVerification.verify(directory: "log", storage: storage).isIntact)
    }

    @Test func aBatchMayBeUsedAgainWhileItsRecordsAreOnTheirWay() throws {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions(), storage: storage)
        var batch = LogBatch([.numbered(0)])
        let first = try log.submit(batch)
        batch.removeAll()
        batch.append(.numbered(1))
        let second = try log.submit(batch)
        try second.ticket.wait()
        #expect(first.ticket.isDurable)
        #expect(try LogReader(directory: "log", storage: storage).heads() == ["record 0 ", "record 1 "])
    }
}
