import LogPositions
import SegmentLog
import Synchronization
import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct ConcurrencyTests {
    let directory = TemporaryDirectory()

    @Test func oneOfFiftyValuesOfAParamWins() throws {
        let store = try TestStore(at: directory.path)
        let run = try store.commands.start(in: try store.commands.create("a").value.id).value.id
        for round in 0..<20 {
            let accepted = Mutex<[Int]>([])
            let refused = Mutex(0)
            onThreads(50) { index in
                do {
                    let made = try store.commands.log(run, param: "p\(round)", "\(index)")
                    try made.ticket?.wait()
                    accepted.withLock { $0.append(index) }
                } catch CommandError.paramChanged { refused.withLock { $0 += 1 } } catch { Issue.record(error) }
            }
            let winners = accepted.withLock { $0 }
            #expect(winners.count == 1 && refused.withLock { $0 } == 49)
            try store.fold()
            #expect(store.facts.state.runParams[run]?["p\(round)"] == winners.first.map { "\($0)" })
        }
    }

    @Test func paramStaysWrittenOnceWhileItIsFoldedMeanwhile() throws {
        let store = try TestStore(at: directory.path)
        let run = try store.commands.start(in: try store.commands.create("a").value.id).value.id
        let accepted = Mutex<[String: Int]>([:])
        onThreads(8) { index in
            for round in 0..<50 {
                if index == 0 {
                    do { try store.fold() } catch { Issue.record(error) }
                    continue
                }
                if (try? store.commands.log(run, param: "p\(round)", "\(index)").ticket?.wait()) != nil {
                    accepted.withLock { $0["p\(round)", default: 0] += 1 }
                }
            }
        }
        #expect(accepted.withLock { $0 }.count == 50)
        #expect(accepted.withLock { $0 }.values.allSatisfy { $0 == 1 })
    }

    @Test func oneOfManyCreatorsOfAnExperimentWins() throws {
        let store = try TestStore(at: directory.path)
        let winners = Mutex(0)
        onThreads(20) { _ in
            if (try? store.commands.create("same")) != nil { winners.withLock { $0 += 1 } }
        }
        #expect(winners.withLock { $0 } == 1)
    }

    @Test func versionNumbersAreNeverGivenTwiceAcrossOpenings() throws {
        let stores = try (0..<2).map { _ in try TestStore(at: directory.path) }
        let handlers = stores.map { $0.sharedCommands() }
        _ = try handlers[0].register("m")
        let numbers = Mutex<[UInt32]>([])
        onThreads(8) { index in
            for _ in 0..<5 {
                do {
                    let number = try handlers[index % 2].addVersion("m").value.number
                    numbers.withLock { $0.append(number) }
                } catch { Issue.record(error) }
            }
        }
        #expect(numbers.withLock { $0.sorted() } == Array(1...40))
        // The other's last records show with their watermark, which follows its sync.
        let deadline = ContinuousClock.now + .seconds(5)
        while stores.contains(where: { $0.facts.state.versions.count < 40 }), ContinuousClock.now < deadline {
            for store in stores { try store.fold() }
        }
        #expect(stores[0].facts.state.versions.count == 40)
        #expect(stores[0].facts.state.versions == stores[1].facts.state.versions)
    }

    @Test func manyThreadsOfManyRunsLoseNothing() throws {
        let store = try TestStore(at: directory.path)
        let experiment = try store.commands.create("a").value.id
        onThreads(16) { index in
            do {
                let run = try store.commands.start(in: experiment, name: "run \(index)").value.id
                var last: Committed<Void>?
                for step in 0..<100 { last = try store.commands.log(run, metric: "m", 1, step: Int64(step)) }
                try last?.ticket?.wait()
            } catch { Issue.record(error) }
        }
        try store.fold()
        #expect(store.facts.state.runs.count == 16)
        #expect(store.facts.state.metricCounts.values.allSatisfy { $0 == 100 })
        // Stamps rise with places, whoever wrote.
        let tracking = store.facts.events.filter { $0.position.log == store.facts.events[0].position.log }
        #expect(tracking.map(\.position.sequence.rawValue) == (0..<UInt64(tracking.count)).map { $0 })
    }
}
