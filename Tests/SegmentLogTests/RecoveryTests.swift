import LogSimulation
import BlockCodec
import Testing

@testable import SegmentLog

/// Files of each kind, and what recovery does with them.
@Suite struct RecoveryTests {
    static let first = "log/0000000000000000.seg"

    /// Three appends; the last block is a watermark block.
    func crashedLog(appends: Int = 3) throws -> SimulatedStorage {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions.small(), storage: storage)
        for number in 0..<appends { try log.append([.numbered(number)]) }
        return storage.afterWriteback
    }

    func closedLog(appends: Int = 3) throws -> SimulatedStorage {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions.small(), storage: storage)
        for number in 0..<appends { try log.append([.numbered(number)]) }
        try log.close()
        return storage
    }

    func report(_ storage: SimulatedStorage) throws -> RecoveryReport {
        try LogRecovery.recover(directory: "log", storage: storage, mode: .readOnlyReport)
    }

    /// Recovers, and expects to find `count` records and a sealed, intact log.
    func expectSecured(_ storage: SimulatedStorage, count: Int) throws {
        let calls = storage.callCount
        _ = try report(storage)
        #expect(storage.callCount == calls, "a report changes nothing")
        let report = try LogRecovery.recover(directory: "log", storage: storage, mode: .secure)
        #expect(report.end == SequenceNumber(UInt64(count)))
        let verified = try LogVerification.verify(directory: "log", storage: storage.afterPowerCut)
        #expect(verified.isIntact && verified.recordCount == UInt64(count))
        #expect(verified.isClosed == (count > 0))
        #expect(try self.report(storage).row == (count > 0 ? .b : .l))
        let log = try LogWriter.reopen(in: "log", options: LogOptions.small(), storage: storage)
        #expect(try log.append([.numbered(count)]).sequence == SequenceNumber(UInt64(count)))
        #expect(try LogReader(directory: "log", storage: storage).heads().count == count + 1)
    }

    func expectUntouchedDamage(_ storage: SimulatedStorage, _ row: RecoveryReport.Row) throws {
        let calls = storage.callCount
        let report = try LogRecovery.recover(directory: "log", storage: storage, mode: .secure)
        #expect(report.row == row)
        #expect(!report.damage.isEmpty)
        #expect(storage.callCount == calls, "every byte is kept")
        let error = #expect(throws: LogError.self) { try LogWriter.reopen(in: "log", options: LogOptions(), storage: storage) }
        #expect(error?.code == .damaged)
        #expect(try !LogVerification.verify(directory: "log", storage: storage).isIntact)
    }

    @Test func aDamagedHeader() throws {
        let storage = try crashedLog()
        storage[Self.first][40] ^= 1
        try expectUntouchedDamage(storage, .a)
    }

    @Test func aSealedLogIsLeftAlone() throws {
        let storage = try closedLog()
        let bytes = storage[Self.first]
        #expect(try report(storage).row == .b)
        try expectSecured(storage, count: 3)
        #expect(storage[Self.first] == bytes)
    }

    @Test func aRottenBlockInASealedLog() throws {
        let storage = try closedLog()
        storage[Self.first][150] ^= 1
        try expectUntouchedDamage(storage, .c)
    }

    @Test func aSealedSegmentWithoutItsFooter() throws {
        let storage = try closedLog(appends: 40)
        #expect(try LogReader.segmentFirsts(in: "log", storage).count > 1)
        storage[Self.first].removeLast(10)
        try expectUntouchedDamage(storage, .d)
        #expect(try LogReader(directory: "log", storage: storage).heads().count == 40, "the index is made again")
    }

    @Test func recordsMissingBeforeTheNextSegment() throws {
        let storage = try closedLog(appends: 40)
        storage[Self.first].removeLast(storage[Self.first].count / 2)
        try expectUntouchedDamage(storage, .e)
    }

    @Test func aRottenBlockBelowTheWatermark() throws {
        let storage = try crashedLog()
        storage[Self.first][150] ^= 1
        try expectUntouchedDamage(storage, .f)
    }

    @Test func aFooterWithAFlippedBit() throws {
        let storage = try closedLog()
        let count = storage[Self.first].count
        storage[Self.first][count - 30] ^= 1
        try expectUntouchedDamage(storage, .h)
        #expect(try LogReader(directory: "log", storage: storage).heads().count == 3)
    }

    @Test(arguments: [1, 17, 60])
    func aFooterThatWasCutOff(by count: Int) throws {
        let storage = try closedLog()
        storage[Self.first].removeLast(count)
        #expect(try report(storage).row == .i)
        try expectSecured(storage, count: 3)
    }

    @Test func everyTruncationIsATornTailOrAnEnd() throws {
        let whole = try crashedLog()
        let bytes = whole[Self.first]
        let headerByteCount = 100
        for count in headerByteCount...bytes.count {
            let storage = whole.afterWriteback
            storage[Self.first] = Array(bytes.prefix(count))
            let report = try report(storage)
            // What a later header vouches for is never missing here: nothing stands behind the cut.
            #expect([.j, .k, .l].contains(report.row), "\(count) bytes: \(report.row)")
            try expectSecured(storage, count: Int(report.end.rawValue))
            if let torn = report.tornTail {
                let saved = try #require(try storage.fileNames(in: "log")).filter { $0.contains(".torn-") }
                #expect(saved.map { storage["log/" + $0] } == [Array(bytes[Int(torn.byteOffset)..<count])])
            }
        }
    }

    @Test func zerosAreTheEnd() throws {
        let storage = try crashedLog()
        storage[Self.first] += [UInt8](repeating: 0, count: 3000)
        #expect(try report(storage).row == .l)
        try expectSecured(storage, count: 3)
    }

    @Test func rubbishBehindTheLastBlockIsATornTail() throws {
        let storage = try crashedLog()
        storage[Self.first] += (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }
        #expect(try report(storage).row == .j)
        try expectSecured(storage, count: 3)
    }

    @Test func anUnfinishedBatchIsCut() throws {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions.small(), storage: storage)
        try log.append([.numbered(0)])
        let before = storage[Self.first].count
        try log.append((1..<20).map { .numbered($0, bodyByteCount: 100) })
        let crashed = storage.afterWriteback
        // One whole block of the batch is there, and the start of the next.
        let length = before + 52 + Int(storage[Self.first][before + 8]) + Int(storage[Self.first][before + 9]) << 8
        crashed[Self.first] = Array(storage[Self.first].prefix(length + 30))
        let report = try report(crashed)
        #expect(report.row == .j)
        #expect(report.tornTail?.byteOffset == UInt64(before))
        try expectSecured(crashed, count: 1)
    }

    @Test func intactBlocksBeyondTheWatermarkAreMadeDurableFirst() throws {
        let storage = SimulatedStorage()
        var options = LogOptions.small()
        options.codec = .none
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: options, storage: storage)
        try log.append([.numbered(0)])
        // Over several sectors, so that what is written next to it later does not carry it to the disk.
        let submission = try log.submit([.numbered(1, bodyByteCount: 3000)])
        storage.failCall(storage.callCount + 2)  // the sync: pages clean, bytes not on the disk
        #expect(throws: LogError.self) { try submission.ticket.wait() }
        let found = storage.after(.processDied)
        #expect(try LogReader(directory: "log", storage: found).heads().count == 1, "nothing beyond the watermark is delivered")
        #expect(try report(found).row == .k)
        try expectSecured(found, count: 2)
        #expect(try CrashTests.recovered(found.afterPowerCut) == 3, "the record and the one appended behind it")
    }

    @Test func aLogWhoseFirstBlockIsTornStartsAgainUnderItsHeader() throws {
        let whole = try crashedLog()
        let storage = whole.afterWriteback
        storage[Self.first] = Array(whole[Self.first].prefix(120))
        #expect(try report(storage).row == .j)
        try expectSecured(storage, count: 0)
        #expect(storage[Self.first].prefix(100) == whole[Self.first].prefix(100))
    }

    @Test func recoveryIsRefusedWhileAWriterIsAlive() throws {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions.small(), storage: storage)
        try log.append([.numbered(0)])
        for mode in [LogRecovery.Mode.readOnlyReport, .secure] {
            let error = #expect(throws: LogError.self) { try LogRecovery.recover(directory: "log", storage: storage, mode: mode) }
            #expect(error?.code == .writerIsAlive)
        }
    }
}
