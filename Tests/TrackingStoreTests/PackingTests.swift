import Foundation
import LogPositions
import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct PackingTests {
    let packed = PackedStore()

    @Test func aProcessThatHasClosedLeavesOneFileForEachLog() throws {
        try packed.write(0..<5)
        #expect(packed.names("logs").count == 10, "\(packed.names("logs"))")
        #expect(packed.names("live").isEmpty)
    }

    @Test func aKilledProcessLeavesNoMoreOnceItWasRecovered() throws {
        let store = try TestStore(at: packed.path)
        _ = try store.commands.register("m")
        try store.commands.create("a").ticket?.wait()
        let killed = packed.directory.path(of: "killed")
        try FileManager.default.copyItem(atPath: packed.path, toPath: killed)
        _ = try TestStore(at: killed)
        #expect((killed + "/logs").filesBelow.count == 2)
    }

    @Test func packedLogsGiveTheSameEventsAndNoFilesOfTheirOwn() throws {
        try packed.write(0..<6)
        let before = try packed.events()
        let outcome = try #require(try packed.maintain())
        #expect(outcome.packedLogCount == 12 && outcome.madePackCount == 1 && outcome.refused == [] && !outcome.remains)
        #expect(packed.packs.count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: packed.path + "/logs").isEmpty)
        let after = try packed.events()
        #expect(after.map(\.position) == before.map(\.position) && after.map(\.body) == before.map(\.body))
        let report = try packed.verify()
        #expect(report.findings == [] && report.logCount == 12 && report.packCount == 1)
        #expect(report.recordCount == UInt64(before.count))
        #expect(try packed.maintain()?.hasWorked == false, "nothing is left to do")
    }

    @Test func packsStayFewHoweverOftenLittleIsPacked() throws {
        for round in 0..<12 {
            try packed.write(round..<(round + 1))
            try packed.maintain()
        }
        #expect(packed.packs.count == 1)
        #expect(try packed.verify().logCount == 24)
        #expect(try packed.events().filter { $0.head.type == .experimentCreated }.count == 12)
    }

    @Test func aStepTakesNoMoreThanItMay() throws {
        try packed.write(0..<6)
        var limits = StoreMaintenance.Limits()
        limits.logCountMax = 5
        var steps = 0
        while let outcome = try packed.maintain(limits), outcome.hasWorked {
            #expect(outcome.packedLogCount <= 5)
            steps += 1
        }
        #expect(steps >= 3)
        #expect(try packed.verify().findings == [])
        #expect(packed.names("logs").isEmpty)
    }

    @Test func fewLogsAreNotWorthAStepInTheBackground() throws {
        try packed.write(0..<3)
        #expect(try packed.maintain(.background)?.hasWorked == false)
        #expect(packed.packs.isEmpty)
        try packed.write(3..<33)
        #expect(try packed.maintain(.background)?.packedLogCount == 66)
    }

    @Test func theNextLogNamesEveryLogThatNobodyNamedBefore() throws {
        for round in 0..<3 {
            try packed.write((2 * round)..<(2 * round + 2))
            try packed.maintain()
        }
        let ends = try StoreDirectory.open(at: packed.path, access: .readOnly, createIfMissing: false, logger: .silent).extents()
        #expect(ends.count == 12)
        let store = try TestStore(at: packed.path)
        try store.commands.create("last").ticket?.wait()
        try store.fold()
        var named: [LogID: UInt64] = [:]
        for event in store.facts.events {
            guard case .logOpened(let opened)? = event.body.payload else { continue }
            for head in opened.heads { named[head.log] = max(named[head.log] ?? 0, head.extent.size) }
        }
        #expect(named == ends)
    }

    @Test func stampsRiseOverPackedLogsEvenWhenTheClockFallsBack() throws {
        let clock = TestClock()
        for round in 0..<3 {
            try packed.write(round..<(round + 1), clock: clock)
            try packed.maintain()
            clock.advance(milliseconds: -60_000)
        }
        let names = try packed.events().compactMap { event -> String? in
            guard case .experimentCreated(let it)? = event.body.payload else { return nil }
            return it.name
        }
        #expect(names == ["e0", "e1", "e2"])
    }

    @Test func openReaderAndWriterGoOnWhileLogsMove() throws {
        try packed.write(0..<4)
        let open = try TestStore(at: packed.path)
        try open.fold()
        let before = open.facts.events.map(\.position)
        try open.commands.create("during").ticket?.wait()
        #expect(try packed.maintain()?.packedLogCount == 8)
        #expect(packed.names("logs").filter { $0.hasSuffix(".seg") }.count == 1, "what is being written stays")
        for position in before { #expect(try open.directory.event(at: position)?.position == position) }
        try open.commands.create("after").ticket?.wait()
        let afresh = FoldedFacts()
        _ = try afresh.fold(from: open.directory)
        #expect(afresh.events.count == before.count + 3)
        try open.directory.close()
        #expect(try packed.maintain()?.packedLogCount == 1)
        #expect(try open.directory.extents().count == 9)
        #expect(try packed.verify().findings == [])
    }

    @Test func whatWasWrittenAfterTheLastLookAndThenPackedIsRead() throws {
        let writer = try TestStore(at: packed.path)
        try writer.commands.create("before").ticket?.wait()
        let reader = try TestStore(at: packed.path)
        try reader.fold()
        #expect(reader.facts.experiment(named: "before") != nil)
        try writer.commands.create("after").ticket?.wait()
        try writer.directory.close()
        try packed.maintain()
        #expect(packed.names("logs").isEmpty)
        try reader.fold()
        #expect(reader.facts.experiment(named: "after") != nil)
    }

    @Test func aSecondMaintenanceIsRefused() throws {
        try packed.write(0..<2)
        let store = try StoreDirectory.open(at: packed.path, access: .readWrite, createIfMissing: false, logger: .silent)
        let held = try #require(try FileStorage().lock(packed.path + "/locks/maintenance"))
        #expect(try store.maintenance(.whole).step() == nil)
        held.release()
        #expect(try store.maintenance(.whole).step()?.packedLogCount == 4)
    }

    @Test func aLargeLogStaysAndIsListed() throws {
        try packed.write(0..<2)
        var limits = StoreMaintenance.Limits()
        limits.logByteCount = 1
        #expect(try packed.maintain(limits)?.packedLogCount == 0)
        #expect(packed.packs.isEmpty && packed.names("logs").count == 4)
        let store = try TestStore(at: packed.path)
        let before = try packed.events().count
        try store.fold()
        #expect(store.facts.events.count == before)
        #expect(try packed.verify().findings == [])
        try store.directory.close()
        let gone = try #require(try FileManager.default.contentsOfDirectory(atPath: packed.path + "/logs").first)
        try FileManager.default.removeItem(atPath: packed.path + "/logs/" + gone)
        #expect(try TestStore(at: packed.path).directory.extents().count == 3, "a listed log that is gone is not promised")
    }

    @Test func aLogThatIsBeingRewrittenIsPackedAfterwards() throws {
        try packed.write(0..<2)
        let log = try #require(try FileManager.default.contentsOfDirectory(atPath: packed.path + "/logs").first)
        let lock = try LogRewriting.exclude(from: packed.path + "/logs/" + log, storage: FileStorage())
        let store = try StoreDirectory.open(at: packed.path, access: .readWrite, createIfMissing: false, logger: .silent)
        let maintenance = try store.maintenance(.whole)
        #expect(try maintenance.step()?.packedLogCount == 3)
        lock.release()
        #expect(try maintenance.step()?.packedLogCount == 1)
        #expect(packed.names("logs").filter { $0.hasSuffix(".seg") }.isEmpty)
        try store.close()
    }

    @Test func aDamagedLogStaysAndIsNamed() throws {
        try packed.write(0..<2)
        let segment = try #require(packed.names("logs").first)
        try flipBit(of: packed.path + "/logs/" + segment, at: 400)
        let outcome = try #require(try packed.maintain())
        #expect(outcome.packedLogCount == 3)
        #expect(outcome.refused.count == 1 && outcome.refused.allSatisfy { $0.contains(segment) })
        #expect(packed.names("logs") == [segment])
    }

    @Test func whatAnInterruptedMaintenanceLeftTwiceIsClearedAway() throws {
        try packed.write(0..<3)
        let copy = packed.directory.path(of: "logs before")
        try FileManager.default.copyItem(atPath: packed.path + "/logs", toPath: copy)
        try packed.maintain()
        try FileManager.default.removeItem(atPath: packed.path + "/logs")
        try FileManager.default.moveItem(atPath: copy, toPath: packed.path + "/logs")
        #expect(try packed.verify().findings == [])
        #expect(try packed.events().filter { $0.head.type == .experimentCreated }.count == 3)
        // One of them is not the pack's any more: it is kept.
        let segment = try #require(packed.names("logs").first)
        try flipBit(of: packed.path + "/logs/" + segment, at: 400)
        #expect(try packed.maintain()?.clearedCount == 5)
        #expect(packed.names("logs") == [segment])
        #expect(try packed.verify().findings.isEmpty == false)
    }
}
