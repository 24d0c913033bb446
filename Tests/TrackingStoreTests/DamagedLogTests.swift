import Foundation
import LogPositions
import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct DamagedLogTests {
    let directory = TemporaryDirectory()

    @Test func damagedLogIsServedUpToTheDamageAndHindersNoOther() throws {
        let path = directory.path(of: "store")
        let first = try TestStore(at: path)
        for index in 0..<20 { try first.commands.create("first \(index)").ticket?.wait() }
        try first.directory.close()
        let segment = try #require(path.filesBelow.first { $0.hasSuffix(".seg") })
        let byteCount = try Data(contentsOf: URL(fileURLWithPath: path + "/" + segment)).count
        let second = try TestStore(at: path)
        try second.commands.create("second").ticket?.wait()
        try second.directory.close()
        try flipBit(of: path + "/" + segment, at: byteCount / 2)

        let store = try TestStore(at: path)
        // The first visit that meets the damage says so, the next ones go round it.
        let told = refusal { try store.fold() }
        #expect(told.contains("cannot be read") || told == "accepted")
        try store.fold()
        #expect(store.facts.experiment(named: "first 0") != nil)
        #expect(store.facts.experiment(named: "first 19") == nil)
        #expect(store.facts.experiment(named: "second") != nil)
        try store.commands.create("third").ticket?.wait()
        try store.fold()
        #expect(store.facts.experiment(named: "third") != nil)
        try store.directory.close()
    }

    @Test func whatIsBeforeASegmentWithADamagedHeaderIsServed() throws {
        let path = directory.path(of: "store")
        let first = try TestStore(at: path)
        for index in 0..<5 { try first.commands.create("first \(index)").ticket?.wait() }
        try first.directory.close()
        let log = try #require(try FileManager.default.contentsOfDirectory(atPath: path + "/logs").first)
        let before = path.filesBelow.filter { $0.hasSuffix(".seg") }
        let writer = try LogWriter.reopen(in: path + "/logs/" + log, options: LogOptions(), storage: FileStorage())
        try writer.append([LogRecord(head: [1], body: [2])])
        try writer.close()
        let segment = try #require(path.filesBelow.first { $0.hasSuffix(".seg") && !before.contains($0) })
        try flipBit(of: path + "/" + segment, at: 20)

        let store = try TestStore(at: path)
        // Twice: what was found at the first look must stay.
        for _ in 0..<2 { #expect(try store.directory.extents().values.first.map { $0 >= 6 } ?? false) }
        try store.fold()
        for index in 0..<5 { #expect(store.facts.experiment(named: "first \(index)") != nil) }
        try store.directory.close()
    }

    @Test func storeCopiedWithoutItsEmptyDirectoriesOpens() throws {
        let path = directory.path(of: "store")
        let store = try TestStore(at: path)
        try store.commands.create("a").ticket?.wait()
        try store.directory.close()
        for name in ["live", "locks", "blobs/incoming", "blobs"] {
            try FileManager.default.removeItem(atPath: path + "/" + name)
        }
        let again = try TestStore(at: path)
        try again.commands.create("b").ticket?.wait()
        try again.fold()
        #expect(again.facts.state.experiments.count == 2)
    }
}
