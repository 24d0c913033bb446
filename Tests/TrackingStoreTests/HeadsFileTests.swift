import ContentHashing
import Foundation
import LogPositions
import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct HeadsFileTests {
    let packed = PackedStore()

    private func extents() throws -> [LogID: UInt64] {
        try StoreDirectory.open(at: packed.path, access: .readOnly, createIfMissing: false, logger: .silent).extents()
    }

    /// What the next log would say of its neighbours.
    private func neighbourhood() throws -> (unnamed: [LogHead], stamp: HybridTimestamp) {
        let store = try StoreDirectory.open(at: packed.path, access: .readOnly, createIfMissing: false, logger: .silent)
        let session = StoreSession(context: store.context, recovery: nil)
        let around = try LogNeighbourhood(of: session.reading, store: store.id)
        return (around.unnamedOwnHeads, around.stamp)
    }

    @Test func theListIsReadAsItWasWritten() throws {
        var heads = LogHeads()
        let packs = [PackID(bytes: Array(0..<16)), PackID(bytes: Array(16..<32))]
        heads.packs = Set(packs)
        for number in 0..<20 {
            let log = LogID(high: UInt64(number) << 56, low: 7)
            heads.logs[log] = ClosedLogHead(
                log: log, size: UInt64(number + 1), root: number % 3 == 0 ? nil : SHA256.digest([UInt8(number)]),
                stamp: HybridTimestamp(rawValue: UInt64(number * 1000)), isOwn: number % 2 == 0,
                place: number % 4 == 0 ? .directory : .pack(packs[number % 2]))
            heads.named[LogID(high: 1, low: UInt64(number))] = UInt64(number)
        }
        let key = SHA256.digest([1])
        let bytes = heads.encoded(key)
        #expect(LogHeads(decoding: bytes, key) == heads)
        #expect(LogHeads(decoding: bytes, SHA256.digest([2])) == nil, "another store's")
        for count in bytes.indices { #expect(LogHeads(decoding: Array(bytes.prefix(count)), key) == nil) }
        for index in bytes.indices {
            var flipped = bytes
            flipped[index] ^= 1 << (index % 8)
            #expect(LogHeads(decoding: flipped, key) == nil, "byte \(index)")
        }
    }

    @Test func whatCouldNotBeReadOnceIsNotListedAsSayingNothing() throws {
        try packed.write(0..<2)
        let store = try StoreDirectory.open(at: packed.path, access: .readOnly, createIfMissing: false, logger: .silent)
        for (log, size) in try store.extents() {
            let directory = store.context.layout.log(log)
            var (failed, count) = (true, 0)
            while failed {
                let storage = FaultyStorage(failingAfter: count, with: .storageFailed, failsReads: true)
                let ends: ClosedLogEnds?
                do { ends = try ClosedLogEnds(of: directory, on: storage, recordCount: size, store: store.id) } catch {
                    #expect(error.code == .storageFailed)
                    ends = nil
                }
                failed = storage.hasFailed
                #expect((ends == nil) == failed, "after \(count) calls")
                if let ends { #expect(ends.isOwn && ends.stamp > .zero, "after \(count) calls") }
                count += 1
            }
            #expect(count > 4)
        }
    }

    @Test func theListSaysWhatReadingEveryLogSays() throws {
        try packed.write(0..<4)
        let (ends, around) = (try extents(), try neighbourhood())
        try packed.maintain()
        #expect(try extents() == ends)
        #expect(try neighbourhood() == around)
        try FileManager.default.removeItem(atPath: packed.path + "/heads")
        #expect(try extents() == ends, "read from the packs again")
        #expect(try neighbourhood() == around)
        try packed.write(4..<6)
        let later = try neighbourhood()
        try packed.maintain()
        #expect(try neighbourhood() == later)
    }

    @Test func aSpoiltListIsNamedByVerificationAndMadeAgain() throws {
        try packed.write(0..<3)
        let ends = try extents()
        try packed.maintain()
        let path = packed.path + "/heads"
        let byteCount = try Data(contentsOf: URL(fileURLWithPath: path)).count
        for offset in 0..<byteCount {
            try flipBit(of: path, at: offset)
            #expect(try packed.verify().findings.map(\.path) == [path], "byte \(offset)")
            if offset % 50 == 0 { #expect(try extents() == ends) }
            try flipBit(of: path, at: offset)
        }
        try flipBit(of: path, at: 100)
        try packed.maintain()
        #expect(try packed.verify().findings == [])
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(try extents() == ends)
    }

    @Test func aListFromBeforeTheLastPackingIsBroughtUp() throws {
        try packed.write(0..<3)
        try packed.maintain()
        let old = try Data(contentsOf: URL(fileURLWithPath: packed.path + "/heads"))
        try packed.write(3..<6)
        let (ends, around) = (try extents(), try neighbourhood())
        try packed.maintain()
        try old.write(to: URL(fileURLWithPath: packed.path + "/heads"))
        #expect(try extents() == ends)
        #expect(try neighbourhood() == around)
        #expect(try packed.verify().findings == [])
    }

    @Test func everyFlippedBitOfAPackIsFoundByVerification() throws {
        try packed.write(0..<2)
        try packed.maintain()
        let path = packed.path + "/packs/" + (try #require(packed.packs.first))
        let byteCount = try Data(contentsOf: URL(fileURLWithPath: path)).count
        for offset in stride(from: 0, to: byteCount, by: 37) {
            try flipBit(of: path, at: offset)
            let findings = try packed.verify().findings
            #expect(findings.contains { $0.path == path && $0.byteOffset != nil }, "byte \(offset): \(findings)")
            try flipBit(of: path, at: offset)
        }
        #expect(try packed.verify().findings == [])
    }

    @Test func theOtherLogsOfADamagedPackAreServed() throws {
        try packed.write(0..<3)
        let before = try packed.events().count
        try packed.maintain()
        let path = packed.path + "/packs/" + (try #require(packed.packs.first))
        try flipBit(of: path, at: 16 + 250)
        let store = try TestStore(at: packed.path)
        let told = refusal { try store.fold() }
        #expect(told.contains("cannot be read") && told.contains(path), "\(told)")
        try store.fold()
        #expect(store.facts.events.count < before && store.facts.events.count > before / 2)
        try store.commands.create("goes on").ticket?.wait()
    }
}
