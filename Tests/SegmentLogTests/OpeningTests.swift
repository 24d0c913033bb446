import SegmentLog
import Testing

@Suite struct OpeningTests {
    let directory = LogDirectory()
    var path: String { directory.path + "/log" }

    @Test func openingStartsALogAndThenContinuesIt() throws {
        let first = try LogWriter.open(in: path, identity: .random(.sample))
        #expect(first.logID == .sample && first.nextSequenceNumber == .zero)
        try first.append(.numbered(0))
        try first.close()
        let second = try LogWriter.open(in: path, identity: .random(LogID(high: 1, low: 1)))
        #expect(second.logID == .sample, "the log's own identity is kept")
        #expect(try second.append(.numbered(1)).sequence == SequenceNumber(1))
        try second.close()
        #expect(try LogReader(directory: path).heads() == ["record 0 ", "record 1 "])
    }

    @Test func openingTakesTheLockBeforeTheFirstAppend() throws {
        let first = try LogWriter.open(in: path, identity: .random(.sample))
        let error = #expect(throws: LogError.self) { try LogWriter.open(in: path, identity: .random(.sample)) }
        #expect(error?.code == .writerIsAlive && error?.path == path)
        try first.append(.numbered(0))
        try first.close()
    }

    @Test func openingAgainWithoutAnAppendStartsTheLogThen() throws {
        try LogWriter.open(in: path, identity: .random(.sample)).close()
        #expect(try FileStorage().fileNames(in: path) == ["LOCK"])
        let log = try LogWriter.open(in: path, identity: .random(LogID(high: 1, low: 1)))
        #expect(log.logID == LogID(high: 1, low: 1))
        try log.append(.numbered(0))
        try log.close()
        #expect(try LogReader(directory: path).verify().recordCount == 1)
    }

    @Test func anOpeningThatFailsGivesTheLockBack() throws {
        var options = LogOptions()
        let identity = LogIdentity.keyed(publicKey: [1], randomBytes: [1], signature: { _ in [] })
        #expect(throws: LogError.self) { try LogWriter.open(in: path, identity: identity) }
        options.label = [UInt8](repeating: 1, count: 33)
        #expect(throws: LogError.self) { try LogWriter.open(in: path, identity: .random(.sample), options: options) }
        try LogWriter.open(in: path, identity: .random(.sample)).close()
    }

    @Test func randomIdentitiesComeFromTheGeneratorThatWasGiven() {
        struct Counting: RandomNumberGenerator {
            var last: UInt64 = 0
            mutating func next() -> UInt64 {
                last += 1
                return last
            }
        }
        var generator = Counting()
        #expect(LogID.random(using: &generator) == LogID(high: 1, low: 2))
        #expect(LogID.random(using: &generator) == LogID(high: 3, low: 4))
    }
}
