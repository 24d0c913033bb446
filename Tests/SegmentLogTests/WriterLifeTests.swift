import LogSimulation
import BlockCodec
import ContentHashing
import SegmentLog
import Testing

@Suite struct WriterLifeTests {
    let storage = SimulatedStorage()

    func create(_ change: (inout LogOptions) -> Void = { _ in }) throws -> LogWriter {
        var options = LogOptions.small()
        change(&options)
        return try LogWriter.create(in: "log", identity: .random(.sample), options: options, storage: storage)
    }

    /// With everything of its first append done, the watermark too.
    func createWithOneRecord() throws -> LogWriter {
        let log = try create()
        try log.append([.numbered(0)])
        return log
    }

    @Test func whatIsKeptBecomesDurableByItself() async throws {
        let log = try create { $0.keptMillisecondsMax = 5 }
        try await log.append([.numbered(0)], durability: .kept)
        let deadline = ContinuousClock.now + .seconds(10)
        while log.durableEnd < SequenceNumber(1) && ContinuousClock.now < deadline { await Task.yield() }
        #expect(log.durableEnd == SequenceNumber(1))
    }

    @Test func keepingDoesNotSync() throws {
        let log = try create { $0.keptMillisecondsMax = 100 }
        try log.append([.numbered(0)])
        let before = storage.calls.count
        try log.append([.numbered(1)], durability: .kept)
        #expect(storage.calls[before...].first == "write")
        try log.flush()
        #expect(log.durableEnd == SequenceNumber(2))
    }

    @Test func manySubmissionsShareOneSync() throws {
        let log = try create()
        try log.append([.numbered(0)])
        let before = storage.calls.count
        let tickets = try (1...50).map { try log.submit([.numbered($0)]).ticket }
        for ticket in tickets { try ticket.wait() }
        #expect(storage.calls[before...].filter { $0 == "fdatasync" }.count == 1)
    }

    @Test func submittingBeyondTheBoundWritesWhatIsPending() throws {
        let log = try create { $0.maximumPendingByteCount = 1000 }
        for number in 0..<100 { _ = try log.submit([.numbered(number, bodyByteCount: 90)]) }
        #expect(storage.calls.filter { $0 == "write" }.count > 5)
        try log.close()
        #expect(try LogReader(directory: "log", storage: storage).heads().count == 100)
    }

    @Test func aBatchOfManyBlocksNeverCrossesASegment() throws {
        let log = try create { $0.codec = .none }
        try log.append((0..<100).map { .numbered($0, bodyByteCount: 100) })
        try log.append([.numbered(100)])
        try log.close()
        #expect(try storage.fileNames(in: "log")?.sorted() == ["0000000000000000.seg", "0000000000000064.seg", "LOCK"])
        #expect(try LogReader(directory: "log", storage: storage).heads().count == 101)
    }

    @Test func twoWritersOnOneLogAreRefused() throws {
        let log = try create()
        let late = try create()
        try log.append([.numbered(0)])
        let second = #expect(throws: LogError.self) { try late.append([.numbered(0)]) }
        #expect(second?.code == .writerIsAlive)
        let third = #expect(throws: LogError.self) { try create() }
        #expect(third?.code == .alreadyExists)
        let fourth = #expect(throws: LogError.self) { try LogWriter.reopen(in: "log", options: LogOptions(), storage: storage) }
        #expect(fourth?.code == .writerIsAlive)
        try log.append([.numbered(1)])
    }

    @Test func reopeningContinuesCountsTreeAndLabel() throws {
        let log = try create { $0.label = [9, 9] }
        try log.append((0..<300).map { .numbered($0) })
        try log.close()
        for round in 0..<3 {
            let again = try LogWriter.reopen(in: "log", options: LogOptions(), storage: storage)
            #expect(again.logID == .sample)
            #expect(again.nextSequenceNumber == SequenceNumber(UInt64(300 + round)))
            try again.append([.numbered(300 + round)])
            try again.close()
        }
        let report = try LogVerification.verify(directory: "log", storage: storage)
        #expect(report.damage == [] && report.recordCount == 303)
        let leaves = (0..<303).map { number in
            let record = LogRecord.numbered(number)
            return MerkleHash.recordLeaf(head: record.head.span, bodyHash: SHA256.digest(record.body))
        }
        #expect(report.root == MerkleFrontier.root(of: leaves))
        #expect(try LogReader(directory: "log", storage: storage).label == [9, 9])
    }

    @Test func reopeningWithoutAppendingChangesNothing() throws {
        let log = try create()
        try log.append([.numbered(0)])
        try log.close()
        let names = try storage.fileNames(in: "log")?.sorted()
        try LogWriter.reopen(in: "log", options: LogOptions(), storage: storage).close()
        #expect(try storage.fileNames(in: "log")?.sorted() == names)
    }

    @Test func aSignedLogSaysWhoseItIs() throws {
        let key = [UInt8](0..<32)
        let random = [UInt8](100..<132)
        let signature = [UInt8](repeating: 5, count: 64)
        let identity = LogIdentity.keyed(publicKey: key, randomBytes: random, signature: { _ in signature })
        let log = try LogWriter.create(in: "log", identity: identity, options: LogOptions.small(), storage: storage)
        try log.append([.numbered(0)])
        let header = try LogReader(directory: "log", storage: storage).firstHeader
        let origin = try #require(header.origin)
        #expect(header.isSigned && origin.publicKey == key && origin.randomBytes == random && origin.signature == signature)
        #expect(header.logID == LogIdentity.derivedLogID(publicKey: key, randomBytes: random))
        #expect(storage["log/0000000000000000.seg"].starts(with: origin.signedBytes + signature))
    }

    @Test func aFailingSignatureIsAnErrorAndLeavesNothing() throws {
        let identity = LogIdentity.keyed(publicKey: [UInt8](0..<32), randomBytes: [UInt8](0..<32), signature: { _ in [1] })
        let error = #expect(throws: LogError.self) {
            try LogWriter.create(in: "log", identity: identity, options: LogOptions(), storage: storage)
        }
        #expect(error?.code == .signingFailed)
        #expect(try storage.fileNames(in: "log") == nil)
    }

    @Test func whatTheFormatCannotHoldIsRefusedAndChangesNothing() throws {
        let log = try create {
            $0.maximumRecordByteCount = 100
            $0.maximumBatchByteCount = 250
        }
        let refused = [[], [LogRecord.numbered(0, bodyByteCount: 101)], (0..<5).map { .numbered($0, bodyByteCount: 80) }]
        for batch in refused {
            let error = #expect(throws: LogError.self) { try log.append(batch) }
            #expect(error?.code == .invalidBatch)
        }
        #expect(storage.callCount == 0)
        #expect(try log.append([.numbered(0)]).sequence == .zero)
        let error = #expect(throws: LogError.self) { try create { $0.label = [UInt8](repeating: 1, count: 33) } }
        #expect(error?.code == .invalidOption)
    }

    @Test func aClosedWriterRefuses() throws {
        let log = try create()
        try log.append([.numbered(0)])
        try log.close()
        try log.close()
        let error = #expect(throws: LogError.self) { try log.append([.numbered(1)]) }
        #expect(error?.code == .closed)
    }

    @Test(.timeLimit(.minutes(2)))
    func aTicketOutlivesItsWriter() async throws {
        for round in 0..<500 {
            let ticket = try await lastTicket(storage: SimulatedStorage())
            let task = Task { try await ticket.durable() }
            let deadline = ContinuousClock.now + .seconds(20)
            while !ticket.isDurable && ContinuousClock.now < deadline { await Task.yield() }
            try #require(ticket.isDurable, "round \(round)")
            try await task.value
        }
    }

    /// The ticket of a batch whose writer has gone, and whose log's thread is about to end.
    private func lastTicket(storage: SimulatedStorage) async throws -> CommitTicket {
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions.small(), storage: storage)
        try await log.submit([.numbered(0)]).ticket.durable()
        return try log.submit([.numbered(1)]).ticket
    }

    @Test func aFailureReachesTasksThatWait() async throws {
        let log = try createWithOneRecord()
        let submissions = try (1...5).map { try log.submit([.numbered($0)]) }
        storage.failCall(storage.callCount + 2)
        for submission in submissions {
            await #expect(throws: LogError.self) { try await submission.ticket.durable() }
            #expect(!submission.ticket.isDurable)
        }
    }

    @Test func whoeverIsToBeToldIsToldOnceAndNotBefore() async throws {
        let log = try create()
        let ticket = try log.submit([.numbered(0)]).ticket
        let told = await withCheckedContinuation { continuation in
            ticket.whenDurable { continuation.resume(returning: ($0, log.durableEnd)) }
        }
        #expect(told.0 == nil && told.1 == SequenceNumber(1))
        let again = await withCheckedContinuation { continuation in ticket.whenDurable { continuation.resume(returning: $0) } }
        #expect(again == nil)
    }

    @Test func aFailureIsToldToo() async throws {
        let log = try createWithOneRecord()
        storage.failCall(storage.callCount + 2)
        let ticket = try log.submit([.numbered(1)]).ticket
        for _ in 0..<2 {
            let told = await withCheckedContinuation { continuation in ticket.whenDurable { continuation.resume(returning: $0) } }
            #expect(told?.code == .storageFailed)
        }
    }
}
