import LogSimulation
import SegmentLog
import Testing

@Suite struct FollowTests {
    let storage = SimulatedStorage()

    func writer(_ change: (inout LogOptions) -> Void = { _ in }) throws -> LogWriter {
        var options = LogOptions.small()
        change(&options)
        return try LogWriter.create(in: "log", identity: .random(.sample), options: options, storage: storage)
    }

    @Test func aFollowerGetsEverythingOnceAcrossSegmentsAndClosing() throws {
        let log = try writer()
        try log.append([.numbered(0)])
        let reader = try LogReader(directory: "log", storage: storage)
        var follower = reader.follow(from: .zero)
        var heads = try follower.nextBatch().map { String(decoding: $0.head, as: UTF8.self) }
        for start in stride(from: 1, to: 61, by: 4) {
            try log.append((start..<(start + 4)).map { .numbered($0, bodyByteCount: 80) })
            heads += try follower.nextBatch(maximumRecordCount: 3).map { String(decoding: $0.head, as: UTF8.self) }
        }
        try log.close()
        while true {
            let batch = try follower.nextBatch(maximumRecordCount: 7)
            if batch.isEmpty { break }
            heads += batch.map { String(decoding: $0.head, as: UTF8.self) }
        }
        #expect(heads == (0..<61).map { "record \($0) " })
        #expect(follower.next == SequenceNumber(61))
    }

    @Test func aFollowerSeesNothingThatIsNotDurable() throws {
        let log = try writer { $0.keptMillisecondsMax = 100 }
        try log.append([.numbered(0)])
        storage.failCall(storage.callCount + 2)
        #expect(throws: LogError.self) { try log.append([.numbered(1)]) }
        let reader = try LogReader(directory: "log", storage: storage)
        #expect(try reader.heads().count == 1)
        #expect(try reader.record(at: SequenceNumber(1)) == nil)
        #expect(try reader.heads(trustedEnd: SequenceNumber(2)).count == 2, "unless the caller vouches for it")
    }

    @Test func aReaderSeesTheCopyThatRecoveryMade() throws {
        let log = try writer()
        try log.append([.numbered(0)])
        let crashed = storage.afterWriteback
        crashed["log/0000000000000000.seg"] += [1, 2, 3]
        let reader = try LogReader(directory: "log", storage: crashed)
        #expect(try reader.heads().count == 1)
        let next = try LogWriter.reopen(in: "log", options: LogOptions.small(), storage: crashed)
        try next.append([.numbered(1)])
        try reader.refresh()
        #expect(try reader.heads() == ["record 0 ", "record 1 "])
    }

    @Test func aDirectoryWithoutSegmentsIsNoLog() throws {
        let error = #expect(throws: LogError.self) { try LogReader(directory: "nowhere", storage: storage) }
        #expect(error?.code == .notALog)
    }

    @Test func visitingStopsWhereTheVisitorSaysAndBetweenTheBounds() throws {
        let log = try writer()
        for number in 0..<30 { try log.append([.numbered(number)]) }
        let reader = try LogReader(directory: "log", storage: storage)
        var visited: [UInt64] = []
        try reader.visit(from: SequenceNumber(7), upTo: SequenceNumber(25)) { record in
            visited.append(record.sequence.rawValue)
            return record.sequence.rawValue == 20 ? .stop : .continue
        }
        #expect(visited == Array(7...20))
        #expect(try reader.heads(from: SequenceNumber(30)).isEmpty)
    }
}
