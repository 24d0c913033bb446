import Foundation
import LogPositions
import SegmentLog
import Synchronization
import Testing
import TrackingEvents

@testable import TrackingStore

/// A maintenance that is cut off, and one beside everything else.
@Suite struct PackingCrashTests {
    let packed = PackedStore()

    /// How many changing calls one step makes; each may be the last.
    private func step(at path: String, failingAfter count: Int) throws -> Bool {
        let storage = FaultyStorage(failingAfter: .max, with: .storageFailed, failsRemovals: true)
        let store = try StoreDirectory.open(at: path, access: .readWrite, createIfMissing: false, storage: storage, logger: .silent)
        storage.fail(after: count)
        _ = try? store.maintenance(.whole).step()
        let hasFailed = storage.hasFailed
        storage.makeRoom()
        return hasFailed
    }

    @Test func aMaintenanceCutOffAfterAnyCallLosesNothing() throws {
        try packed.write(0..<2)
        try packed.maintain()
        try packed.write(2..<4)
        let before = try packed.events()
        var count = 0
        while true {
            let path = packed.directory.path(of: "cut")
            try FileManager.default.copyItem(atPath: packed.path, toPath: path)
            let hasFailed = try step(at: path, failingAfter: count)
            let after = try packed.events(at: path)
            #expect(after.map(\.position) == before.map(\.position), "after \(count) calls")
            let report = try packed.verify(at: path)
            #expect(report.findings == [] && report.logCount == 8, "after \(count) calls: \(report.findings)")
            // The next one finishes it.
            try packed.maintain(at: path)
            try packed.maintain(at: path)
            #expect((path + "/logs").filesBelow.isEmpty, "after \(count) calls")
            #expect((path + "/packs").filesBelow.count == 1, "after \(count) calls")
            #expect(try packed.events(at: path).map(\.position) == before.map(\.position), "after \(count) calls")
            try FileManager.default.removeItem(atPath: path)
            count += 1
            if !hasFailed { break }
        }
        #expect(count > 25)
    }

    @Test func writersReadersAndMaintenanceDoNotDisturbEachOther() throws {
        try packed.write(0..<4)
        let path = packed.path
        let reader = try TestStore(at: path)
        let isOver = Mutex(false)
        let written = Mutex<Set<String>>([])
        onThreads(4) { index in
            do {
                switch index {
                case 0, 1:
                    for round in 0..<12 {
                        let name = "w\(index)-\(round)"
                        let store = try TestStore(at: path)
                        try store.commands.create(name).ticket?.wait()
                        try store.directory.close()
                        written.withLock { _ = $0.insert(name) }
                    }
                    isOver.withLock { $0 = true }
                case 2:
                    while !isOver.withLock({ $0 }) {
                        let store = try StoreDirectory.open(at: path, access: .readWrite, createIfMissing: false, logger: .silent)
                        _ = try store.maintenance(.whole).step()
                        try store.close()
                    }
                default:
                    while !isOver.withLock({ $0 }) {
                        let facts = FoldedFacts()
                        let known = written.withLock { $0 }
                        _ = try facts.fold(from: reader.directory)
                        for name in known { #expect(facts.experiment(named: name) != nil, "\(name)") }
                    }
                }
            } catch { Issue.record(error) }
        }
        try packed.maintain()
        let report = try packed.verify()
        #expect(report.findings == [] && report.logCount == 32)
        #expect(packed.names("logs").isEmpty)
        let facts = FoldedFacts()
        _ = try facts.fold(from: reader.directory)
        for name in written.withLock({ $0 }) { #expect(facts.experiment(named: name) != nil) }
    }

    @Test func openingAndFirstAppendCostTheSameHoweverManyLogsArePacked() throws {
        try packed.write(0..<3)
        try packed.maintain()
        let few = try openedFiles()
        try packed.write(3..<20)
        try packed.maintain()
        try packed.maintain()
        #expect(try openedFiles() == few)
    }

    /// How many files an opening, a look at all logs and a first append open.
    private func openedFiles() throws -> Int {
        let path = packed.directory.path(of: "opened")
        try FileManager.default.copyItem(atPath: packed.path, toPath: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let storage = CountingStorage()
        let store = try TestStore(at: path, storage: storage)
        _ = try store.directory.extents()
        try store.commands.create("first").ticket?.wait()
        _ = try store.directory.extents()
        let count = storage.openedCount
        try store.directory.close()
        return count
    }
}
