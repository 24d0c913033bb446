import Foundation
import LogPositions
import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct LogLifeTests {
    let directory = TemporaryDirectory()

    private func events(_ store: TestStore) throws -> [Event] {
        try store.fold()
        return store.facts.events
    }

    @Test func openingAloneMakesNoLog() throws {
        let store = try TestStore(at: directory.path)
        #expect(try store.directory.extents().isEmpty)
        try store.directory.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/logs").isEmpty)
    }

    @Test func everyOpeningHasAFreshLogThatBeginsWithLogOpened() throws {
        var logs: Set<LogID> = []
        for opening in 0..<3 {
            let store = try TestStore(at: directory.path)
            try store.commands.create("e\(opening)").ticket?.wait()
            let all = try events(store)
            logs = Set(all.map(\.position.log))
            #expect(logs.count == opening + 1)
            for event in all where event.position.sequence == .zero { #expect(event.head.type == .logOpened) }
            try store.directory.close()
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/live").isEmpty)
    }

    @Test func logOpenedNamesEveryLogThatNobodyNamedBefore() throws {
        var ends: [LogID: UInt64] = [:]
        for opening in 0..<4 {
            let store = try TestStore(at: directory.path)
            try store.commands.create("e\(opening)").ticket?.wait()
            _ = try store.commands.register("m\(opening)")
            ends = try store.directory.extents()
            try store.directory.close()
        }
        let store = try TestStore(at: directory.path)
        try store.commands.create("last").ticket?.wait()
        var named: [LogID: UInt64] = [:]
        for event in try events(store) {
            guard case .logOpened(let opened)? = event.body.payload else { continue }
            #expect(opened.store == store.directory.id)
            for head in opened.heads { named[head.log] = max(named[head.log] ?? 0, head.extent.size) }
        }
        #expect(named == ends)
    }

    @Test func registryHasALogOfItsOwn() throws {
        let store = try TestStore(at: directory.path)
        let tracked = try store.commands.create("a")
        try tracked.ticket?.wait()
        let registered = try store.commands.register("m")
        #expect(tracked.position?.log != registered.position?.log)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/logs").count == 2)
    }

    @Test func stampsRiseWithinAndAcrossOpeningsEvenWhenTheClockFallsBack() throws {
        let clock = TestClock()
        for opening in 0..<3 {
            let store = try TestStore(at: directory.path, clock: clock)
            for index in 0..<3 { try store.commands.create("e\(opening)-\(index)").ticket?.wait() }
            try store.directory.close()
            clock.advance(milliseconds: -60_000)
        }
        let store = try TestStore(at: directory.path, clock: clock)
        let names = try events(store).compactMap { event -> String? in
            guard case .experimentCreated(let it)? = event.body.payload else { return nil }
            return it.name
        }
        #expect(names == (0..<3).flatMap { opening in (0..<3).map { "e\(opening)-\($0)" } })
    }

    @Test func firstCommandAfterLearningOfOthersSaysWhatIsKnown() throws {
        let clock = TestClock()
        let one = try TestStore(at: directory.path, clock: clock)
        try one.commands.create("one").ticket?.wait()
        let other = try TestStore(at: directory.path, clock: clock)
        clock.advance(milliseconds: 100_000)
        try other.commands.create("other").ticket?.wait()
        clock.advance(milliseconds: -100_000)
        let seen = try one.directory.extents()
        try one.fold()
        one.directory.observe(seen)
        let next = try one.commands.create("next")
        let last = try one.commands.create("last")
        try one.fold(through: last.ticket)
        let context = try #require(
            try one.directory.event(at: Position(log: next.position!.log, sequence: SequenceNumber(next.position!.sequence.rawValue - 1))))
        guard case .context(let told)? = context.body.payload else {
            Issue.record("before the command there is \(context.head.type)")
            return
        }
        let foreign = try #require(seen.keys.first { $0 != next.position?.log })
        #expect(told.heads == [LogHead(log: foreign, extent: LogExtent(size: seen[foreign]!))])
        #expect(last.position?.sequence == next.position?.sequence.advanced(by: 1))
        // What comes after in the total order knew of what came before.
        let order = one.facts.events.compactMap { event -> String? in
            guard case .experimentCreated(let it)? = event.body.payload else { return nil }
            return it.name
        }
        #expect(order == ["one", "other", "next", "last"])
    }

    @Test func ownRecordsAreReadableAsSoonAsTheyAreDurable() throws {
        let store = try TestStore(at: directory.path)
        for index in 0..<20 {
            let made = try store.commands.create("e\(index)")
            try made.ticket?.wait()
            let position = try #require(made.position)
            #expect(try store.directory.extents()[position.log] == position.sequence.rawValue + 1)
            #expect(store.directory.acknowledged[position.log] == position.sequence.rawValue + 1)
            #expect(try store.directory.event(at: position)?.head.type == .experimentCreated)
        }
    }

    @Test func othersRecordsAreSeenWhileTheirWriterIsAlive() throws {
        let writer = try TestStore(at: directory.path)
        let reader = try TestStore(at: directory.path)
        for index in 0..<5 {
            try writer.commands.create("e\(index)").ticket?.wait()
            let deadline = ContinuousClock.now + .seconds(5)
            while reader.facts.experiment(named: "e\(index)") == nil, ContinuousClock.now < deadline { try reader.fold() }
            #expect(reader.facts.experiment(named: "e\(index)") != nil)
        }
    }

    @Test func aLivingLogWhoseFileIsNotListedYetIsFollowedOn() throws {
        let writer = try TestStore(at: directory.path)
        try writer.commands.create("before").ticket?.wait()
        let (live, away) = (directory.path + "/live", directory.path(of: "away"))
        // As a file system of another host lists `live/`: as it was before the log came into being.
        try FileManager.default.moveItem(atPath: live, toPath: away)
        try FileManager.default.createDirectory(atPath: live, withIntermediateDirectories: false)
        let reader = try TestStore(at: directory.path, access: .readOnly)
        try reader.fold()
        _ = try reader.directory.extents()
        try FileManager.default.removeItem(atPath: live)
        try FileManager.default.moveItem(atPath: away, toPath: live)
        try writer.commands.create("after").ticket?.wait()
        try writer.directory.close()
        try reader.fold()
        for name in ["before", "after"] { #expect(reader.facts.experiment(named: name) != nil, "\(name)") }
    }

    @Test func reopenedStoreGivesTheSameEventsAndFacts() throws {
        let store = try TestStore(at: directory.path)
        let experiment = try store.commands.create("a").value.id
        let run = try store.commands.start(in: experiment).value.id
        for index in 0..<300 { _ = try store.commands.log(run, metric: "m", Double(index), step: Int64(index)) }
        _ = try store.commands.log(run, param: "p", "1")
        _ = try store.commands.register("m")
        _ = try store.commands.addVersion("m")
        try store.fold(through: try store.commands.log(run, tag: "t", "1").ticket)
        let before = try events(store)
        try store.directory.close()
        let reopened = try TestStore(at: directory.path)
        try reopened.fold()
        #expect(reopened.facts.events.map(\.position) == before.map(\.position))
        #expect(reopened.facts.events.map(\.head) == before.map(\.head))
        #expect(reopened.facts.events.map(\.body) == before.map(\.body))
        #expect(reopened.facts.state == store.facts.state)
    }
}
