import Foundation
import LogPositions
import SegmentLog
import Synchronization
import Testing
import TrackingEvents

@testable import TrackingStore

/// A copy of the directory of a running store is what a killed process leaves behind: its locks are not held.
@Suite struct CrashTests {
    let directory = TemporaryDirectory()

    @Test func copyTakenAtAnyMomentHoldsEverythingAcknowledgedBefore() throws {
        let store = try TestStore(at: directory.path(of: "store"))
        let run = try store.commands.start(in: try store.commands.create("a").value.id).value.id
        try store.commands.log(run, metric: "m", 1).ticket?.wait()
        let acknowledged = Mutex<[String]>([])
        let isOver = Mutex(false)
        let writers = Thread {
            onThreads(4) { index in
                var round = 0
                while !isOver.withLock({ $0 }), round < 5000 {
                    let key = "p\(index)-\(round)"
                    do {
                        try store.commands.log(run, param: key, "1").ticket?.wait()
                        acknowledged.withLock { $0.append(key) }
                    } catch { Issue.record(error) }
                    round += 1
                }
            }
            isOver.withLock { $0 = true }
        }
        writers.start()
        for copy in 0..<6 {
            let path = directory.path(of: "copy\(copy)")
            let wanted = copy * 40
            let deadline = ContinuousClock.now + .seconds(20)
            while acknowledged.withLock({ $0.count }) < wanted, ContinuousClock.now < deadline { sched_yield() }
            let before = Set(acknowledged.withLock { $0 })
            try FileManager.default.copyItem(atPath: directory.path(of: "store"), toPath: path)
            let reopened = try TestStore(at: path)
            try reopened.fold()
            let found = Set(reopened.facts.state.runParams[run]?.keys.map { $0 } ?? [])
            #expect(found.isSuperset(of: before), "copy \(copy): \(before.subtracting(found).count) of \(before.count) lost")
            // And it goes on: with a log of its own.
            try reopened.commands.log(run, param: "after", "1").ticket?.wait()
            try reopened.fold()
            #expect(reopened.facts.state.runParams[run]?["after"] == "1")
            #expect(try StoreVerification.run(on: reopened.directory).findings == [])
            try reopened.directory.close()
        }
        isOver.withLock { $0 = true }
        let deadline = ContinuousClock.now + .seconds(20)
        while !writers.isFinished, ContinuousClock.now < deadline { sched_yield() }
    }

    @Test func logCutOffAnywhereKeepsAPrefixAndOpens() throws {
        let store = try TestStore(at: directory.path(of: "store"))
        let run = try store.commands.start(in: try store.commands.create("a").value.id).value.id
        for index in 0..<30 { try store.commands.log(run, param: "p\(index)", "1").ticket?.wait() }
        try FileManager.default.copyItem(atPath: directory.path(of: "store"), toPath: directory.path(of: "killed"))
        let segment = try #require((directory.path(of: "killed")).filesBelow.first { $0.hasSuffix(".seg") })
        let whole = try Data(contentsOf: URL(fileURLWithPath: directory.path(of: "killed/" + segment)))
        for count in stride(from: whole.count, to: 0, by: -997) {
            let path = directory.path(of: "cut\(count)")
            try FileManager.default.copyItem(atPath: directory.path(of: "killed"), toPath: path)
            try whole.prefix(count).write(to: URL(fileURLWithPath: path + "/" + segment))
            let reopened = try TestStore(at: path)
            try reopened.fold()
            let kept = reopened.facts.events.map(\.position.sequence.rawValue)
            #expect(kept == (0..<UInt64(kept.count)).map { $0 })
            try reopened.commands.create("after \(count)").ticket?.wait()
            try reopened.directory.close()
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test func logOfADeadWriterIsBroughtToItsEnd() throws {
        let store = try TestStore(at: directory.path(of: "store"))
        try store.commands.create("a").ticket?.wait()
        let path = directory.path(of: "killed")
        try FileManager.default.copyItem(atPath: directory.path(of: "store"), toPath: path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/live").count == 1)
        let reopened = try TestStore(at: path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/live").isEmpty)
        try reopened.fold()
        #expect(reopened.facts.experiment(named: "a") != nil)
        // That of the living is left alone.
        let beside = try TestStore(at: directory.path(of: "store"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path(of: "store/live")).count == 1)
        try store.commands.create("b").ticket?.wait()
        try beside.fold()
        #expect(beside.facts.experiment(named: "b") != nil)
    }
}
