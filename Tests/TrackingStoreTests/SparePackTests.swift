import Foundation
import LogPositions
import SegmentLog
import Testing

@testable import TrackingStore

/// Packs whose logs are read from other packs: whether maintenance may remove them.
@Suite struct SparePackTests {
    let packed = PackedStore()
    private var folder: String { packed.path + "/packs/" }

    /// A pack that was merged into another, and is there again, as a crash before its removal leaves it; the name of both.
    private func spare() throws -> (spare: String, merged: String) {
        try packed.write(0..<2)
        try packed.maintain()
        let spare = try #require(packed.packs.first)
        let copy = packed.directory.path(of: spare)
        try FileManager.default.copyItem(atPath: folder + spare, toPath: copy)
        try packed.write(2..<4)
        try packed.maintain()
        let merged = try #require(packed.packs.first)
        #expect(packed.packs.count == 1 && merged != spare)
        try FileManager.default.moveItem(atPath: copy, toPath: folder + spare)
        return (spare, merged)
    }

    /// Two steps of one maintenance.
    private func maintainTwice() throws -> [StoreMaintenance.Outcome] {
        let store = try StoreDirectory.open(at: packed.path, access: .readWrite, createIfMissing: false, logger: .silent)
        let maintenance = try store.maintenance(.whole)
        let outcomes = try (0..<2).map { _ in try #require(try maintenance.step()) }
        try store.close()
        return outcomes
    }

    @Test func aSecondCopyIsRemoved() throws {
        let (_, merged) = try spare()
        #expect(try packed.verify().findings == [])
        let outcomes = try maintainTwice()
        #expect(outcomes.map(\.clearedCount) == [1, 0] && outcomes.allSatisfy { $0.refused == [] && $0.packCount == 1 })
        #expect(packed.packs == [merged])
        #expect(try packed.verify().findings == [])
    }

    @Test(arguments: [false, true]) func theOnlyIntactCopyStays(isFooterDamaged: Bool) throws {
        let (spare, merged) = try spare()
        let pack = try #require(try Pack.open(folder + merged, storage: FileStorage()))
        // A log that the spare pack does not hold is as good a reason: what is rotting once rots on.
        try flipBit(of: folder + merged, at: isFooterDamaged ? Int(pack.byteCount) - 6 : Int(pack.logs[0].files[0].offset) + 400)
        let outcomes = try maintainTwice()
        #expect(outcomes.map(\.clearedCount) == [0, 0])
        #expect(outcomes.map { $0.refused.filter { $0.contains(spare) }.count } == [1, 0], "\(outcomes)")
        #expect(packed.packs.contains(spare))
    }

    @Test func twoCopiesThatDifferBothStayAndAreReported() throws {
        try packed.write(0..<2)
        let log = try #require(try FileManager.default.contentsOfDirectory(atPath: packed.path + "/logs").first)
        let copy = packed.directory.path(of: log)
        try FileManager.default.copyItem(atPath: packed.path + "/logs/" + log, toPath: copy)
        try packed.maintain()
        let first = try #require(packed.packs.first)
        let writer = try LogWriter.reopen(in: copy, options: LogOptions(), storage: FileStorage())
        try writer.append([LogRecord(head: [1], body: [2])])
        try writer.close()
        let builder = try PackBuilder(in: packed.path + "/packs", storage: FileStorage())
        try builder.add(#require(try ClosedLog(directory: copy, storage: FileStorage())))
        let other = try builder.publish().fileName
        #expect(try packed.verify().findings.contains { $0.message.contains("another pack") })

        let outcomes = try maintainTwice()
        #expect(outcomes.map(\.clearedCount) == [0, 0])
        #expect(outcomes[0].refused.count == 1 && outcomes[0].refused[0].contains(other))
        // Nor are they lost where packs are merged.
        try packed.write(2..<4)
        try packed.maintain()
        #expect(Set(packed.packs).isSuperset(of: [first, other]))
        #expect(try packed.verify().logCount == 8)
    }
}
