import BlockCodec
import LogSimulation
import SegmentLog
import Testing

/// The quick part of what `crash-states` enumerates.
@Suite struct CrashTests {
    /// The records that a new process finds after recovery.
    static func recovered(_ storage: SimulatedStorage) throws -> Int {
        let report = try LogRecovery.recover(directory: "log", storage: storage, mode: .secure)
        try #require(report.damage.isEmpty, "a crash is not damage: \(report.damage)")
        return try LogReader(directory: "log", storage: storage).heads().count
    }

    @Test(arguments: Workload.all)
    func aWorkloadWithoutFaultsGoesThrough(_ workload: Workload) {
        let storage = SimulatedStorage()
        let run = workload.run(on: storage)
        #expect(run.violation == nil)
        #expect(run.accounts.last?.allSatisfy { $0.acknowledged > 0 } ?? false)
    }

    @Test(arguments: ["roll", "kept", "groups"])
    func everyAcknowledgedRecordSurvivesEveryCrash(_ name: String) throws {
        let workload = try #require(Workload.all.first { $0.name == name })
        let enumeration = CrashEnumeration(workload, seed: 1)
        enumeration.enumerate(first: Disk.Breadth(exhaustiveCount: 4, sampleCount: 4), second: nil)
        #expect(enumeration.violations.map { "\($0.state): \($0.message)" } == [])
        #expect(enumeration.images.count > 50)
    }

    @Test func aSecondCrashDuringRecoveryLosesNothing() throws {
        let workload = try #require(Workload.all.first { $0.name == "two-writers" })
        let enumeration = CrashEnumeration(workload, seed: 1)
        enumeration.enumerate(
            first: Disk.Breadth(exhaustiveCount: 2, sampleCount: 2), second: Disk.Breadth(exhaustiveCount: 1, sampleCount: 1))
        #expect(enumeration.violations.map { "\($0.state): \($0.message)" } == [])
        #expect(enumeration.images.count > 5 * enumeration.firstCrashCount)
    }

    @Test(arguments: StorageFault.allCases)
    func aFailingCallPoisonsAndLosesNothing(_ fault: StorageFault) throws {
        let workload = try #require(Workload.all.first { $0.name == "two-writers" })
        let loop = FaultLoop(workload, faults: [fault])
        #expect(loop.violations.map { "\($0.state): \($0.message)" } == [])
        #expect(loop.failureCount > 10)
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

    /// A footer in the page cache alone looks like that of a closed log.
    @Test func aFooterThatAKilledWriterLeftUnsyncedIsMadeDurableBeforeTheLogGoesOn() throws {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions(), storage: storage)
        try log.append([.numbered(0)])
        storage.failCall(storage.callCount + 2)  // the sync of the footer: its pages are marked clean
        #expect(throws: LogError.self) { try log.close() }
        storage.killProcess()
        let again = try LogWriter.reopen(in: "log", options: LogOptions(), storage: storage)
        try again.append([.numbered(1)])
        #expect(try Self.recovered(storage.afterPowerCut) == 2)
    }

    /// Of watermark block and footer, written at once, only the footer's sectors arrived.
    @Test(arguments: 300..<512)
    func aSealTornBeforeItsFooterIsACrashAndNoDamage(bodyByteCount: Int) throws {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(
            in: "log", identity: .random(.sample), options: .small(segment: 100_000, block: 10_000) { $0.codec = .none }, storage: storage)
        try log.append([LogRecord(head: [], body: [UInt8](repeating: 7, count: bodyByteCount))], durability: .kept)
        try log.close()
        let path = "log/0000000000000000.seg"
        let whole = storage[path]
        let footer = try #require((0..<(whole.count - 4)).first { Array(whole[$0..<($0 + 4)]) == [0xC5, 0x46, 0x54, 0x52] })
        // The watermark block begins in one sector, the footer in the next.
        let edge = footer / 512 * 512
        guard edge > footer - 52 else { return }
        storage[path].replaceSubrange((footer - 52)..<edge, with: [UInt8](repeating: 0, count: edge - footer + 52))
        #expect(try LogRecovery.recover(directory: "log", storage: storage, mode: .readOnlyReport).row == .i)
        #expect(try Self.recovered(storage) == 1)
    }
}
