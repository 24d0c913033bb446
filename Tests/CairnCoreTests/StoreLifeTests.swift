import CairnCore
import Foundation
import SegmentLog
import Testing
import TrackingEvents
import TrackingStore
import TrackingViews

@Suite("A store's life")
struct StoreLifeTests {
    @Test("a fresh store has the experiment Default, number 0, and gets it once")
    func defaultExperiment() throws {
        let directory = TemporaryDirectory()
        for _ in 0..<2 {
            let store = try CairnStore.forWriting(directory)
            try store.waitUntilReadable()
            #expect(try store.views.experimentDocument(.default)?.name == "Default")
            #expect(try store.views.searchExperiments(ExperimentSearch(view: .all, limit: 10)).items.count == 1)
            try store.close()
        }
    }

    @Test("a read follows an acknowledged write at once, whether or not a thread folds", arguments: [true, false])
    func readYourWrites(keepsFolding: Bool) throws {
        let store = try CairnStore.forWriting(TemporaryDirectory(), keepsFolding: keepsFolding)
        for number in 0..<20 {
            try store.makeExperiment("e\(number)")
            #expect(try store.knows("e\(number)"))
        }
        try store.close()
    }

    @Test("two stores on one directory see each other's writes, unasked")
    func twoWriters() throws {
        let directory = TemporaryDirectory()
        let first = try CairnStore.forWriting(directory)
        let second = try CairnStore.forWriting(directory)
        try first.makeExperiment("by the first")
        try second.makeExperiment("by the second")
        #expect(try Patience.wait { try second.views.experimentDocument(named: "by the first") != nil })
        #expect(try Patience.wait { try first.views.experimentDocument(named: "by the second") != nil })
        try first.close()
        try second.close()
    }

    @Test("a command on the registry knows what another process made durable a moment ago")
    func registryCatchesUp() throws {
        let directory = TemporaryDirectory()
        let first = try CairnStore.forWriting(directory)
        let second = try CairnStore.forWriting(directory)
        _ = try first.commands.createRegisteredModel(name: "fraud", description: nil, tags: [], by: first.localOrigin())
        #expect(throws: CommandError.self) {
            _ = try second.commands.createRegisteredModel(name: "fraud", description: nil, tags: [], by: second.localOrigin())
        }
        try first.close()
        try second.close()
    }

    @Test("a closed store is read again, and so is one whose process was killed")
    func reopening() throws {
        let directory = TemporaryDirectory()
        let store = try CairnStore.forWriting(directory)
        try store.makeExperiment("acknowledged")
        // What a kill leaves: the files as they are now, and nobody who holds a lock.
        let killed = TemporaryDirectory()
        try FileManager.default.copyItem(atPath: directory.path, toPath: killed.path)
        try store.close()
        for directory in [directory, killed] {
            let again = try CairnStore.forWriting(directory)
            #expect(try again.knows("acknowledged"))
            try again.makeExperiment("later")
            #expect(try again.knows("later"))
            try again.close()
        }
    }

    @Test("views that were deleted, or filled with garbage, come back", arguments: [true, false])
    func lostViews(deleted: Bool) throws {
        let directory = TemporaryDirectory()
        let store = try CairnStore.forWriting(directory)
        try store.makeExperiment("kept")
        try store.close()
        let views = directory.path + "/views"
        if deleted {
            try FileManager.default.removeItem(atPath: views)
        } else {
            for name in try FileManager.default.contentsOfDirectory(atPath: views) {
                try Data("garbage".utf8).write(to: URL(fileURLWithPath: views + "/" + name))
            }
        }
        let again = try CairnStore.forWriting(directory)
        #expect(try again.knows("kept"))
        try again.close()
    }

    @Test("a rebuild shows the same as before, and says how far it is")
    func rebuild() throws {
        let store = try CairnStore.forWriting(TemporaryDirectory())
        for number in 0..<5 { try store.makeExperiment("e\(number)") }
        try store.waitUntilReadable()
        let before = try store.views.searchExperiments(ExperimentSearch(view: .all, limit: 100)).items.map(\.name)
        var last: FoldProgress?
        try store.rebuildViews { last = $0 }
        #expect(try store.views.searchExperiments(ExperimentSearch(view: .all, limit: 100)).items.map(\.name) == before)
        #expect(last.map { $0.foldedEventCount == $0.totalEventCount } == true)
        try store.close()
    }

    @Test("a store is read while another process writes to it")
    func readingBesideAWriter() throws {
        let directory = TemporaryDirectory()
        let writer = try CairnStore.forWriting(directory)
        try writer.makeExperiment("seen")
        let reader = try CairnStore.forReading(directory)
        #expect(try reader.knows("seen"))
        #expect(throws: CommandError.self) { try reader.makeExperiment("refused") }
        try reader.close()
        try writer.close()
    }

    @Test("a second server on a store is refused, another program is not")
    func secondServer() throws {
        let directory = TemporaryDirectory()
        var options = StoreOptions(access: .readWrite, createIfMissing: true, agent: "test")
        options.isServer = true
        let server = try CairnStore.open(at: directory.path, options)
        #expect(throws: StoreError.self) { _ = try CairnStore.open(at: directory.path, options) }
        try CairnStore.forWriting(directory).close()
        try server.close()
        try CairnStore.open(at: directory.path, options).close()
    }

    @Test("where there is no store, and none is to be made, the error says so")
    func missingStore() {
        let directory = TemporaryDirectory()
        let error = #expect(throws: StoreError.self) { _ = try CairnStore.forReading(directory) }
        #expect(error?.code == .notAStore)
    }

    @Test("many threads that write and read at once each read what they wrote")
    func concurrentReaders() async throws {
        let store = try CairnStore.forWriting(TemporaryDirectory())
        let failures = try await withThrowingTaskGroup(of: Int.self) { group in
            for thread in 0..<8 {
                group.addTask {
                    var missing = 0
                    for number in 0..<25 {
                        try store.makeExperiment("t\(thread)-\(number)")
                        if try !store.knows("t\(thread)-\(number)") { missing += 1 }
                    }
                    return missing
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(failures == 0)
        try store.close()
    }

    @Test("verification counts what is there and finds nothing wrong with it")
    func verification() throws {
        let store = try CairnStore.forWriting(TemporaryDirectory())
        try store.makeExperiment("kept")
        let report = try store.verify()
        #expect(report.findings.isEmpty)
        #expect(report.recordCount >= 2)
        try store.close()
    }
}
