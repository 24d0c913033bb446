import LogSimulation
import SegmentLog
import Testing

@Suite struct AppendingTests {
    let storage = SimulatedStorage()

    func create(_ change: (inout LogOptions) -> Void = { _ in }) throws -> LogWriter {
        var options = LogOptions.small()
        change(&options)
        return try LogWriter.create(in: "log", identity: .random(.sample), options: options, storage: storage)
    }

    @Test func aTaskThatAppendsIsResumedOnceItsRecordIsDurable() async throws {
        let log = try create()
        for number in 0..<5 {
            #expect(try await log.append(.numbered(number)).sequence.rawValue == UInt64(number))
            #expect(log.durableEnd.rawValue == UInt64(number) + 1)
        }
        #expect(try await log.append([.numbered(5), .numbered(6)]).sequence == SequenceNumber(5))
    }

    @Test func aTaskThatOnlyKeepsCausesNoSync() async throws {
        let log = try create { $0.keptMillisecondsMax = 100 }
        try await log.append(.numbered(0))
        try await storage.settled()
        let before = storage.calls.count
        try await log.append(.numbered(1), durability: .kept)
        #expect(storage.calls[before...].first == "write")
        let crashed = try LogReader(directory: "log", storage: storage)
        #expect(try crashed.heads(trustedEnd: log.nextSequenceNumber) == ["record 0 ", "record 1 "], "it survives the process")
    }

    @Test func manyTasksThatKeepGetPlacesWithoutGapsAndAreDurableInTime() async throws {
        let log = try create {
            $0.keptMillisecondsMax = 5
            $0.segmentByteCountTarget = 2000
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<20 {
                group.addTask {
                    for number in 0..<20 { try await log.append(.numbered(task * 100 + number), durability: .kept) }
                }
            }
            try await group.waitForAll()
        }
        let deadline = ContinuousClock.now + .seconds(10)
        while log.durableEnd < SequenceNumber(400) && ContinuousClock.now < deadline { await Task.yield() }
        #expect(Set(try LogReader(directory: "log", storage: storage).heads(trustedEnd: log.durableEnd)).count == 400)
    }

    @Test func tasksWaitForRoomWithoutBlocking() async throws {
        let log = try create { $0.maximumPendingByteCount = 300 }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<50 {
                group.addTask { try await log.append((0..<3).map { .numbered(task * 10 + $0, bodyByteCount: 60) }) }
            }
            try await group.waitForAll()
        }
        #expect(log.durableEnd == SequenceNumber(150))
    }

    @Test(arguments: [Durability.durable, .kept])
    func aTaskIsToldOfAFailure(durability: Durability) async throws {
        let log = try create()
        try await log.append(.numbered(0))
        try await storage.settled()
        storage.failCall(storage.callCount + 1)
        let error = await #expect(throws: LogError.self) { try await log.append(.numbered(1), durability: durability) }
        #expect(error?.code == .storageFailed)
        let later = await #expect(throws: LogError.self) { try await log.append(.numbered(1), durability: durability) }
        #expect(later?.code == .poisoned)
    }
}

extension SimulatedStorage {
    /// Returns when the log's thread has written its watermark, so that the next call is the test's.
    fileprivate func settled() async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while calls.last != "write" || calls.dropLast().last != "fdatasync", ContinuousClock.now < deadline { await Task.yield() }
    }
}
