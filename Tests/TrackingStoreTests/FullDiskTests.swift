import Foundation
import LogPositions
import SegmentLog
import Synchronization
import Testing
import TrackingEvents

@testable import TrackingStore

/// A log that a full disk has ended is left for a new one as soon as there is room, by the process itself.
@Suite struct FullDiskTests {
    let directory = TemporaryDirectory()
    let clock = TestClock()
    let storage = FaultyStorage(failingAfter: .max)

    private func open() throws -> TestStore { try TestStore(at: directory.path, clock: clock, storage: storage) }

    private func logCount() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: directory.path + "/logs").count }

    /// Gives a command and waits for it; whether it was acknowledged.
    private func acknowledged<Value>(_ command: () throws -> Committed<Value>) -> Bool {
        do { try command().ticket?.wait() } catch { return false }
        return true
    }

    @Test func writingGoesOnInANewLogWhenThereIsRoomAgain() throws {
        let store = try open()
        let commands = store.sharedCommands()
        let before = try commands.create("before")
        try before.ticket?.wait()
        storage.failFromNowOn()
        #expect(!acknowledged { try commands.create("during") })
        for number in 0..<20 {
            let words = refusal { _ = try commands.create("during \(number)") }
            #expect(words.contains("Free some space"), "\(words)")
            clock.advance(milliseconds: 1_000)
        }
        #expect(try logCount() == 1, "looking for room leaves nothing behind")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/blobs/incoming").isEmpty)
        storage.makeRoom()
        clock.advance(milliseconds: 1_000)
        let after = try commands.create("after")
        try after.ticket?.wait()
        #expect(after.position?.log != before.position?.log)
        try store.fold()
        #expect(store.facts.experiment(named: "before") != nil)
        #expect(store.facts.experiment(named: "after") != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/live").count == 1)
        #expect(try StoreVerification.run(on: store.directory).findings.isEmpty)
        try store.directory.close()
    }

    /// The disk fills up at every call of a command's commit in turn: what the log holds unacknowledged is an event afterwards or has never been,
    /// and commands are decided accordingly.
    @Test(arguments: 0..<6) func whatWasNotAcknowledgedContradictsNothing(callCount: Int) throws {
        let store = try open()
        let commands = store.sharedCommands()
        let experiment = try commands.create("e").value.id
        let old = try commands.start(in: experiment)
        try old.ticket?.wait()
        storage.fail(after: callCount)
        let wasFirst = acknowledged { try commands.log(old.value.id, param: "p", "first") }
        var young: RunID?
        let isYoungSafe = acknowledged {
            let made = try commands.start(in: experiment)
            young = made.value.id
            return made
        }
        storage.makeRoom()
        clock.advance(milliseconds: 1_000)
        let wasSecond = acknowledged { try commands.log(old.value.id, param: "p", "second") }
        let mayLogToYoung = young.map { run in acknowledged { try commands.log(run, param: "q", "1") } } ?? false
        try store.directory.close()
        let reopened = try open()
        try reopened.fold()
        let kept = reopened.facts.state.runParams[old.value.id]?["p"]
        if wasFirst { #expect(kept == "first") }
        if wasSecond { #expect(kept == "second") }
        #expect(kept != nil)
        if isYoungSafe { #expect(mayLogToYoung) }
        if let young { #expect((reopened.facts.run(young) != nil) == mayLogToYoung) }
        #expect(try StoreVerification.run(on: reopened.directory).findings.isEmpty)
        try reopened.directory.close()
    }

    @Test func aRepeatedRequestIsDecidedAnew() throws {
        let store = try open()
        let commands = store.sharedCommands()
        try commands.create("e").ticket?.wait()
        var origin = TestStore.origin
        origin.requestID = RequestID("r")
        func create() throws -> Committed<Void> {
            try commands.createExperiment(name: "twice", artifactLocation: nil, tags: [], by: origin).map { _ in () }
        }
        storage.failFromNowOn()
        #expect(!acknowledged(create))
        #expect(!acknowledged(create))
        storage.makeRoom()
        clock.advance(milliseconds: 1_000)
        #expect(acknowledged(create))
        try store.fold()
        #expect(store.facts.experiment(named: "twice") != nil)
        try store.directory.close()
    }

    @Test func writersOfAllKindsLoseNothingAcknowledgedThroughManyFullDisks() throws {
        let store = try open()
        let commands = store.sharedCommands()
        let run = try commands.start(in: try commands.create("e").value.id).value.id
        try commands.log(run, metric: "m", 1).ticket?.wait()
        let params = Mutex<[String]>([])
        let models = Mutex<[String]>([])
        onThreads(6) { index in
            for round in 0..<200 {
                // One thread is the disk.
                if index == 0 {
                    storage.fail(after: round % 17)
                    usleep(300)
                    storage.makeRoom()
                    clock.advance(milliseconds: 1_000)
                    usleep(500)
                } else if index == 1 {
                    let name = "model-\(round)"
                    if acknowledged({ try commands.register(name) }) { models.withLock { $0.append(name) } }
                } else {
                    let key = "p\(index)-\(round)"
                    if acknowledged({ try commands.log(run, param: key, "1") }) { params.withLock { $0.append(key) } }
                }
            }
        }
        storage.makeRoom()
        clock.advance(milliseconds: 1_000)
        #expect(acknowledged { try commands.log(run, param: "last", "1") })
        try store.directory.close()
        let reopened = try open()
        try reopened.fold()
        let found = Set(reopened.facts.state.runParams[run]?.keys.map { $0 } ?? [])
        let acknowledgedParams = params.withLock { $0 }
        #expect(found.isSuperset(of: acknowledgedParams))
        #expect(!acknowledgedParams.isEmpty)
        for name in models.withLock({ $0 }) { #expect(reopened.facts.registeredModel(named: name) != nil) }
        #expect(try StoreVerification.run(on: reopened.directory).findings.isEmpty)
        try reopened.directory.close()
    }
}
