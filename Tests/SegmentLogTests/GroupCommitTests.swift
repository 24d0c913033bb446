import Foundation
import LogSimulation
import SegmentLog
import Synchronization
import Testing

/// Threads that wait for a commit are all woken, also when nobody comes after them.
@Suite struct GroupCommitTests {
    /// A writer that has its file, and whose next syncs are held up.
    private static func held() throws -> (GatedStorage, LogWriter) {
        let storage = GatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions(), storage: storage)
        try log.append([.numbered(0)])
        storage.closeGate()
        return (storage, log)
    }

    private static func isReached(_ condition: () -> Bool) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(20)
        while !condition() && ContinuousClock.now < deadline { await Task.yield() }
        return condition()
    }

    /// Lets threads that have begun to wait fall asleep. What is tested must hold if they do not, too.
    private static func letThemSleep() async { for _ in 0..<2000 { await Task.yield() } }

    @Test(.timeLimit(.minutes(2)))
    func flushesDuringACommitAllReturn() async throws {
        for _ in 0..<5 {
            let (storage, log) = try Self.held()
            defer { storage.openGate() }
            let crew = Crew()
            crew.start { try log.append([.numbered(1)]) }
            #expect(await Self.isReached { storage.heldCount == 1 })
            for _ in 0..<3 { crew.start { try log.flush() } }
            #expect(await Self.isReached { crew.begun == 4 })
            await Self.letThemSleep()
            storage.openGate()
            try #require(await Self.isReached { crew.ended == 4 }, "\(crew.ended) of 4 returned")
            #expect(log.durableEnd == SequenceNumber(2) && crew.failed == 0)
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func waitersWhoseBytesAKeptCommitTookAllReturn() async throws {
        for _ in 0..<5 {
            let (storage, log) = try Self.held()
            defer { storage.openGate() }
            let crew = Crew()
            crew.start { try log.append([.numbered(1)]) }
            #expect(await Self.isReached { storage.heldCount == 1 })
            for number in 2...5 { crew.start { try log.append([.numbered(number)]) } }
            #expect(await Self.isReached { crew.begun == 5 && log.nextSequenceNumber == SequenceNumber(6) })
            await Self.letThemSleep()
            try Self.keep(.numbered(6), in: log)
            storage.openGate()
            try #require(await Self.isReached { crew.ended == 5 }, "\(crew.ended) of 5 returned")
            #expect(crew.failed == 0)
        }
    }

    /// Blocks, where a task would suspend.
    static func keep(_ record: LogRecord, in log: LogWriter) throws { try log.append(record, durability: .kept) }

    @Test(.timeLimit(.minutes(2)))
    func mixedAppendsAndFlushesAllReturn() async throws {
        let log = try LogWriter.create(
            in: "log", identity: .random(.sample), options: LogOptions(), storage: SimulatedStorage())
        for round in 0..<200 {
            let crew = Crew()
            crew.start { try log.append([.numbered(round)], durability: .kept) }
            for _ in 0..<4 { crew.start { try log.append([.numbered(round)]) } }
            for _ in 0..<3 { crew.start { try log.flush() } }
            try #require(await Self.isReached { crew.ended == 8 }, "round \(round): \(crew.ended) of 8 returned")
            #expect(crew.failed == 0)
        }
    }
}

/// Threads of their own, counted.
private final class Crew: Sendable {
    private let counts = Mutex((begun: 0, ended: 0, failed: 0))

    var begun: Int { counts.withLock { $0.begun } }
    var ended: Int { counts.withLock { $0.ended } }
    var failed: Int { counts.withLock { $0.failed } }

    func start(_ body: @escaping @Sendable () throws -> Void) {
        Thread { [self] in
            counts.withLock { $0.begun += 1 }
            let result = Result { try body() }
            counts.withLock { counts in
                counts.ended += 1
                if case .failure = result { counts.failed += 1 }
            }
        }.start()
    }
}
