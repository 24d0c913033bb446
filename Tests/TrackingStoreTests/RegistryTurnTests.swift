import SegmentLog
import Synchronization
import Testing
import TrackingEvents

@testable import TrackingStore

/// Turns on the registry that several commands share.
@Suite(.serialized) struct RegistryTurnTests {
    let directory = TemporaryDirectory()

    @Test func commandsOfOneTurnAreDurableByOneSync() throws {
        let store = try TestStore(at: directory.path, clock: TestClock())
        _ = try store.commands.register("m")
        let made = try (0..<100).map { _ in try store.commands.submitVersion("m") }
        #expect(made.map(\.value.number) == Array(1...100))
        try made.last?.ticket?.wait()
        #expect(made.allSatisfy { $0.ticket?.isDurable == true })
    }

    @Test func turnHoldsOthersOffUntilAllOfItIsDurable() throws {
        let store = try TestStore(at: directory.path)
        _ = try store.commands.register("m")
        let made = try (0..<20).map { _ in try store.commands.submitVersion("m") }
        // Whoever gets the lock finds all of it durable.
        var pause = BriefPause()
        var lock: (any LogLock)?
        while lock == nil, pause.totalMicroseconds < 10_000_000 {
            lock = try store.directory.context.storage.lock(store.directory.context.layout.registryLock)
            if lock == nil { pause.wait() }
        }
        #expect(lock != nil)
        #expect(made.allSatisfy { $0.ticket?.isDurable == true })
        lock?.release()
    }

    @Test func twoOpeningsWithManyInFlightNeverGiveANumberTwiceAndSkipNone() throws {
        let stores = try (0..<2).map { _ in try TestStore(at: directory.path) }
        let handlers = stores.map { $0.sharedCommands() }
        _ = try handlers[0].register("m")
        let numbers = Mutex<[UInt32]>([])
        onThreads(8) { index in
            do {
                for _ in 0..<10 {
                    let made = try (0..<5).map { _ in try handlers[index % 2].submitVersion("m") }
                    try made.last?.ticket?.wait()
                    numbers.withLock { $0 += made.map(\.value.number) }
                }
            } catch { Issue.record(error) }
        }
        #expect(numbers.withLock { $0.sorted() } == Array(1...400))
    }

    @Test func turnThatIsOldTakesNobodyIn() throws {
        let clock = TestClock()
        let store = try TestStore(at: directory.path, clock: clock)
        _ = try store.commands.register("m")
        let first = try store.commands.submitVersion("m")
        clock.advance(milliseconds: RegistryTurns.millisecondsMax)
        let second = try store.commands.submitVersion("m")
        #expect(first.ticket?.isDurable == true)
        #expect(second.value.number == 2)
        try second.ticket?.wait()
    }

    @Test func answerThatRestsOnWhatIsInFlightWaitsForIt() throws {
        let store = try TestStore(at: directory.path, clock: TestClock())
        _ = try store.commands.register("m")
        _ = try store.commands.addVersion("m")
        let set = try store.commands.setAlias(model: "m", alias: "a", number: 1, by: TestStore.origin)
        let again = try store.commands.setAlias(model: "m", alias: "a", number: 1, by: TestStore.origin)
        try again.ticket?.wait()
        #expect(set.ticket?.isDurable == true)
    }

    @Test func processThatFindsItsOwnMarkKnowsTheRegistryAlready() throws {
        let store = try TestStore(at: directory.path)
        let catchUps = Mutex(0)
        let (opened, facts) = (store.directory, store.facts)
        let commands = CommandHandler(
            store: opened, facts: facts,
            catchUp: {
                catchUps.withLock { $0 += 1 }
                try facts.fold(from: opened)
            })
        _ = try commands.register("m")
        for number in 1...3 { #expect(try commands.addVersion("m").value.number == number) }
        #expect(catchUps.withLock { $0 } == 1)
        let other = try TestStore(at: directory.path)
        #expect(try other.sharedCommands().addVersion("m").value.number == 4)
        #expect(try commands.addVersion("m").value.number == 5)
        #expect(catchUps.withLock { $0 } == 2)
        try opened.invalidatingRegistry {}
        #expect(try commands.addVersion("m").value.number == 6)
        #expect(catchUps.withLock { $0 } == 3)
    }
}

extension RegistryTurnTests {
    @Test func numbersRiseWhileEarlierOnesAreBeingFolded() throws {
        let store = try TestStore(at: directory.path)
        _ = try store.commands.register("m")
        let isOver = Atomic(false)
        let numbers = Mutex<[UInt32]>([])
        onThreads(3) { index in
            do {
                if index == 0 {
                    while !isOver.load(ordering: .relaxed) { try store.fold() }
                    return
                }
                for _ in 0..<100 {
                    let made = try store.commands.submitVersion("m")
                    numbers.withLock { $0.append(made.value.number) }
                    try made.ticket?.wait()
                }
            } catch { Issue.record(error) }
            if numbers.withLock({ $0.count }) == 200 { isOver.store(true, ordering: .relaxed) }
        }
        #expect(numbers.withLock { $0.sorted() } == Array(1...200))
    }
}
