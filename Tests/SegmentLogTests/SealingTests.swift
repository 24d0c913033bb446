import LogSimulation
import SegmentLog
import Testing

@Suite struct SealingTests {
    let storage = SimulatedStorage()

    func create() throws -> LogWriter {
        try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions(), storage: storage)
    }

    func segments() throws -> [String] { try (storage.fileNames(in: "log") ?? []).filter { $0.hasSuffix(".seg") }.sorted() }

    @Test func sealingEndsTheSegmentAndTheNextAppendBeginsAnother() throws {
        let log = try create()
        try log.append([.numbered(0), .numbered(1)])
        try log.seal()
        #expect(try segments() == ["0000000000000000.seg"])
        let report = try LogVerification.verify(directory: "log", storage: storage)
        #expect(report.isClosed && report.recordCount == 2, "the sealed segment ends in its footer")
        let sealed = storage["log/0000000000000000.seg"]
        try log.append(.numbered(2))
        #expect(try segments() == ["0000000000000000.seg", "0000000000000002.seg"])
        #expect(storage["log/0000000000000000.seg"] == sealed)
        try log.close()
        #expect(try LogReader(directory: "log", storage: storage).heads() == (0..<3).map { "record \($0) " })
    }

    @Test func sealingTakesInWhatWasOnlySubmittedOrKept() throws {
        let log = try create()
        try log.append(.numbered(0), durability: .kept)
        let ticket = try log.submit([.numbered(1)]).ticket
        try log.seal()
        #expect(ticket.isDurable && log.durableEnd == SequenceNumber(2))
        let afterPowerCut = storage.afterPowerCut
        #expect(try LogReader(directory: "log", storage: afterPowerCut).heads().count == 2)
        try log.append(.numbered(2))
        #expect(try segments() == ["0000000000000000.seg", "0000000000000002.seg"])
    }

    @Test func sealingTwiceOrBeforeTheFirstAppendDoesNothing() throws {
        let log = try create()
        try log.seal()
        #expect(try storage.fileNames(in: "log") == nil)
        try log.append(.numbered(0))
        try log.seal()
        let calls = storage.callCount
        try log.seal()
        #expect(storage.callCount == calls)
        try log.close()
        #expect(storage.callCount == calls)
        try log.seal()
    }

    @Test func sealingWhileManyAppendLosesNothing() async throws {
        let log = try create()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<6 {
                group.addTask {
                    for number in 0..<40 { try await log.append(.numbered(task * 100 + number)) }
                }
            }
            group.addTask { for _ in 0..<20 { try log.seal() } }
            try await group.waitForAll()
        }
        try log.close()
        let report = try LogVerification.verify(directory: "log", storage: storage)
        #expect(report.isIntact && report.recordCount == 240 && report.segmentCount > 1)
    }

    @Test func aSealThatFailsPoisonsTheWriterAndLosesNothing() throws {
        var failed = 0
        for call in 1...10 {
            let storage = SimulatedStorage()
            let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions(), storage: storage)
            try log.append(.numbered(0))
            storage.failCall(storage.callCount + call)
            do throws(LogError) {
                try log.seal()
            } catch {
                failed += 1
                #expect(error.code == .storageFailed)
                let later = #expect(throws: LogError.self) { try log.append(.numbered(1)) }
                #expect(later?.code == .poisoned)
            }
            let again = try LogWriter.reopen(in: "log", storage: storage.afterWriteback)
            #expect(again.nextSequenceNumber == SequenceNumber(1))
        }
        #expect(failed == 2, "the footer's write and its sync")
    }
}
