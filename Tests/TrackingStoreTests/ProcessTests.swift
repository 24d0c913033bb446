import Foundation
import LogPositions
import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

/// The store between processes, real ones.
@Suite(.serialized) struct ProcessTests {
    let directory = TemporaryDirectory()

    /// Up to three attempts, each with a fresh store: see `ForkedChild`.
    private func attempt(_ body: (_ path: String) throws -> Bool) throws {
        for number in 0..<3 where try body(directory.path(of: "store\(number)")) { return }
        Issue.record("no child came to its end")
    }

    @Test func forkedChildWritesALogOfItsOwn() throws {
        try attempt { path in
            let store = try TestStore(at: path)
            try store.commands.create("parent").ticket?.wait()
            // In flight when the child is born, and the parent's alone.
            let inFlight = try store.commands.create("in flight")
            let child = ForkedChild {
                try store.commands.create("child").ticket?.wait()
                return store.directory.acknowledged.count == 1 ? 0 : 1
            }
            guard let result = child.wait(secondsMax: 10) else { return false }
            #expect(result == 0)
            try store.fold(through: inFlight.ticket)
            try store.commands.create("after").ticket?.wait()
            try store.fold()
            let names = store.facts.state.experiments.values.map(\.name).sorted()
            #expect(names == ["after", "child", "in flight", "parent"])
            let logs = Dictionary(grouping: store.facts.events, by: \.position.log)
            #expect(logs.count == 2)
            #expect(try StoreVerification.run(on: store.directory).findings == [])
            return true
        }
    }

    @Test func killedProcessLosesNothingThatItAcknowledged() throws {
        try attempt { path in
            let parent = try TestStore(at: path)
            let run = try parent.commands.start(in: try parent.commands.create("a").value.id)
            try parent.fold(through: run.ticket)
            let acknowledgements = Pipe()
            let child = ForkedChild {
                let store = try TestStore(at: path)
                try store.fold()
                for index in 0..<100_000 {
                    try store.commands.log(run.value.id, param: "p\(index)", "1").ticket?.wait()
                    acknowledgements.fileHandleForWriting.write(Data([UInt8(truncatingIfNeeded: index)]))
                }
                return 0
            }
            var count = 0
            let deadline = ContinuousClock.now + .seconds(20)
            // The pipe's other end is open here too, so that a child that never writes must be noticed by its death.
            while count < 150, ContinuousClock.now < deadline {
                var waiting = pollfd(fd: acknowledgements.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
                guard poll(&waiting, 1, 100) > 0 else { continue }
                count += acknowledgements.fileHandleForReading.availableData.count
            }
            // Its log is being read here when its writer dies.
            try parent.fold()
            child.kill()
            guard count >= 150, child.wait(secondsMax: 10) == -SIGKILL else { return false }
            let reopened = try TestStore(at: path)
            try reopened.fold()
            let params = reopened.facts.state.runParams[run.value.id] ?? [:]
            #expect((0..<count).allSatisfy { params["p\($0)"] == "1" })
            try parent.fold()
            #expect(parent.facts.state.runParams == reopened.facts.state.runParams)
            #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/live").count == 1, "the parent's")
            #expect(try StoreVerification.run(on: reopened.directory).findings == [])
            return true
        }
    }

    @Test func versionNumbersAreNeverGivenTwiceAcrossProcesses() throws {
        try attempt { path in
            let store = try TestStore(at: path)
            _ = try store.commands.register("m")
            let children = (0..<3).map { _ in
                ForkedChild {
                    let own = try TestStore(at: path)
                    let commands = own.sharedCommands()
                    for _ in 0..<10 { _ = try commands.addVersion("m") }
                    try own.directory.close()
                    return 0
                }
            }
            let results = children.map { $0.wait(secondsMax: 20) }
            guard results.allSatisfy({ $0 != nil }) else { return false }
            #expect(results == [0, 0, 0])
            try store.fold()
            #expect(store.facts.state.versions.values.map(\.number).sorted() == Array(1...30))
            return true
        }
    }

    @Test func twoProcessesWithSharedTurnsNeverGiveANumberTwiceAndSkipNone() throws {
        try attempt { path in
            let store = try TestStore(at: path)
            _ = try store.commands.register("m")
            let children = (0..<2).map { _ in
                ForkedChild {
                    let own = try TestStore(at: path)
                    let commands = own.sharedCommands()
                    for _ in 0..<20 {
                        // Ten at a time in one turn, none of them durable before the next is decided.
                        let made = try (0..<10).map { _ in try commands.submitVersion("m") }
                        try made.last?.ticket?.wait()
                        guard made.allSatisfy({ $0.ticket?.isDurable == true }) else { return 1 }
                    }
                    try own.directory.close()
                    return 0
                }
            }
            let results = children.map { $0.wait(secondsMax: 30) }
            guard results.allSatisfy({ $0 != nil }) else { return false }
            #expect(results == [0, 0])
            try store.fold()
            #expect(store.facts.state.versions.values.map(\.number).sorted() == Array(1...400))
            return true
        }
    }

    @Test func secondServerInAnotherProcessIsRefused() throws {
        try attempt { path in
            let store = try TestStore(at: path)
            try store.directory.claimServer()
            let child = ForkedChild {
                let own = try TestStore(at: path)
                do { try own.directory.claimServer() } catch let error as StoreError {
                    return error.code == .heldByAnotherServer ? 0 : 1
                }
                return 2
            }
            guard let result = child.wait(secondsMax: 10) else { return false }
            #expect(result == 0)
            return true
        }
    }
}
