import SegmentLog
import Testing

/// What a program did and what it was told, for the oracle.
final class Workload {
    /// Records acknowledged as durable.
    private(set) var acknowledged = 0
    /// Records submitted, and the places where batches end.
    private(set) var batchEnds: Set<Int> = [0]
    private(set) var submitted = 0
    private(set) var failure: LogError?

    private static let batches = [1, 1, 7, 2, 1, 12, 1, 3]

    /// Creates a log, rolls segments, spreads batches over blocks, closes, reopens, appends again.
    func run(on storage: any LogStorage) {
        do throws(LogError) {
            let first = try LogWriter.create(in: "log", identity: .random(.sample), options: Self.options, storage: storage)
            try append(Self.batches, to: first)
            try first.close()
            let second = try LogWriter.reopen(in: "log", options: Self.options, storage: storage)
            try append([2, 5], to: second)
            // Without closing: the writer dies.
        } catch {
            failure = error
        }
    }

    static var options: LogOptions {
        var options = LogOptions(label: [7])
        options.segmentByteCountTarget = 1500
        options.blockByteCountTarget = 200
        return options
    }

    private func append(_ counts: [Int], to log: LogWriter) throws(LogError) {
        for count in counts {
            let batch = (submitted..<(submitted + count)).map { LogRecord.numbered($0, bodyByteCount: 60) }
            submitted += count
            batchEnds.insert(submitted)
            try log.append(batch)
            acknowledged = submitted
        }
    }
}

@Suite struct CrashTests {
    /// The records that a new process finds after recovery, which must be a prefix of what was submitted.
    static func recovered(_ storage: SimulatedStorage) throws -> Int {
        guard try holdsLog(storage) else { return 0 }
        let report = try LogRecovery.recover(directory: "log", storage: storage, mode: .secure)
        try #require(report.damage.isEmpty, "a crash is not damage: \(report.damage)")
        let heads = try LogReader(directory: "log", storage: storage).heads()
        #expect(heads == (0..<heads.count).map { "record \($0) " })
        #expect(report.end.rawValue == UInt64(heads.count))
        return heads.count
    }

    static func holdsLog(_ storage: SimulatedStorage) throws -> Bool {
        try storage.fileNames(in: "log")?.contains { $0.hasSuffix(".seg") } ?? false
    }

    static func delivered(_ storage: SimulatedStorage) throws -> Int {
        guard try holdsLog(storage) else { return 0 }
        return Int(try LogReader(directory: "log", storage: storage).deliverableEnd.rawValue)
    }

    static let callCount: Int = {
        let storage = SimulatedStorage()
        Workload().run(on: storage)
        return storage.callCount
    }()

    @Test(arguments: 0...callCount)
    func everyAcknowledgedRecordSurvivesACrash(afterCall call: Int) throws {
        for outcome in SimulatedStorage.Outcome.allCases {
            for seed in outcome == .scattered ? [1, 2, 3, 4, 5] : [1] as [UInt64] {
                let storage = SimulatedStorage()
                storage.losePower(after: call)
                let work = Workload()
                work.run(on: storage)
                let delivered = try Self.delivered(storage.after(.processDied))
                let found = storage.after(outcome, seed: seed)
                let recovered = try Self.recovered(found)
                #expect(recovered >= work.acknowledged, "\(outcome) \(seed)")
                #expect(recovered >= delivered, "what a follower was given is there: \(outcome) \(seed)")
                #expect(work.batchEnds.contains(recovered), "a batch is whole: \(outcome) \(seed)")
                #expect(
                    try Self.recovered(found.after(.none)) == recovered,
                    "what recovery served survives the next power cut: \(outcome) \(seed)")
                if try Self.holdsLog(found) { #expect(try LogVerification.verify(directory: "log", storage: found).damage == []) }
            }
        }
    }

    @Test(arguments: Array(stride(from: 3, through: callCount, by: 4)))
    func aSecondCrashDuringRecoveryLosesNothing(afterCall call: Int) throws {
        for outcome in SimulatedStorage.Outcome.allCases {
            let storage = SimulatedStorage()
            storage.losePower(after: call)
            let work = Workload()
            work.run(on: storage)
            for second in 0..<20 {
                let found = storage.after(outcome)
                found.losePower(after: second)
                _ = try? LogRecovery.recover(directory: "log", storage: found, mode: .secure)
                for secondOutcome in SimulatedStorage.Outcome.allCases {
                    let recovered = try Self.recovered(found.after(secondOutcome))
                    #expect(recovered >= work.acknowledged, "\(outcome), \(second), \(secondOutcome)")
                    #expect(work.batchEnds.contains(recovered))
                }
                if found.callCount <= second { break }
            }
        }
    }

    @Test(arguments: 1...callCount)
    func aFailingCallPoisonsAndLosesNothing(_ call: Int) throws {
        let storage = SimulatedStorage()
        storage.failCall(call)
        let work = Workload()
        work.run(on: storage)
        // The last call writes a watermark behind an append that was acknowledged before it.
        #expect(work.failure != nil || call == Self.callCount)
        for outcome in SimulatedStorage.Outcome.allCases {
            let recovered = try Self.recovered(storage.after(outcome))
            #expect(recovered >= work.acknowledged, "\(outcome)")
            #expect(work.batchEnds.contains(recovered))
        }
    }

    @Test func nothingIsWrittenAfterAFailure() throws {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions(), storage: storage)
        try log.append([.numbered(0)])
        storage.failCall(storage.callCount + 2)  // the sync of the next append
        #expect(throws: LogError.self) { try log.append([.numbered(1)]) }
        let count = storage.callCount
        let error = #expect(throws: LogError.self) { try log.append([.numbered(2)]) }
        #expect(error?.code == .poisoned)
        #expect(throws: LogError.self) { try log.close() }
        #expect(storage.callCount == count)
        #expect(log.durableEnd == SequenceNumber(1))
        #expect(try !LogWriter.isWriterAlive(directory: "log", storage: storage))
    }

    @Test func theFirstAppendMakesItsCallsInOrder() throws {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions(), storage: storage)
        try log.append([.numbered(0)])
        #expect(
            storage.calls == [
                "mkdir", "create", "write", "fdatasync", "rename", "fsync directory", "write", "fdatasync", "write",
            ])
        try log.close()
        #expect(storage.calls.suffix(2) == ["write", "fdatasync"])
    }
}
