import LogSimulation
import SegmentLog
import Testing

@Suite struct PackDamageTests {
    /// A pack of three logs, one of several segments.
    private static func pack() throws -> (SimulatedStorage, Pack) {
        let storage = SimulatedStorage()
        for number in 0..<3 { try SmallLogs.write(number, recordCount: number == 1 ? 9 : 1, on: storage) }
        return (storage, try SmallLogs.pack(SmallLogs.closed(0..<3, on: storage), on: storage))
    }

    @Test(arguments: 0..<8)
    func everyFlippedBitOfAPackIsFoundAndTheOtherLogsAreRead(bit: Int) throws {
        let (storage, intact) = try Self.pack()
        #expect(intact.logs[1].files.count > 1)
        let bytes = storage[intact.path]
        for index in bytes.indices {
            storage[intact.path][index] = bytes[index] ^ (1 << bit)
            defer { storage[intact.path] = bytes }
            do {
                let report = try #require(try PackVerification.verify(intact.path, storage: storage))
                #expect(!report.damage.isEmpty, "byte \(index)")
                #expect(report.damage.allSatisfy { $0.file == intact.path && $0.byteOffset <= UInt64(index) + 52 }, "byte \(index)")
                guard index % 8 == bit else { continue }
                let pack = try #require(try Pack.open(intact.path, storage: storage))
                for number in 0..<3 where !intact.logs[number].files.contains(where: { $0.holds(index) }) {
                    #expect(
                        try SmallLogs.read(number, in: pack) == SmallLogs.heads(number, recordCount: number == 1 ? 9 : 1), "byte \(index)")
                }
            } catch {
                Issue.record("byte \(index): \(error)")
            }
        }
    }

    @Test func packCutOffAnywhereIsDamagedAndKeepsTheLogsBefore() throws {
        let (storage, intact) = try Self.pack()
        let bytes = storage[intact.path]
        for count in bytes.indices {
            storage[intact.path] = Array(bytes.prefix(count))
            let pack = try #require(try Pack.open(intact.path, storage: storage))
            #expect(pack.damage.contains { $0.kind == .packFooter } && pack.id == nil)
            for number in 0..<3 where intact.logs[number].files.allSatisfy({ $0.offset + $0.byteCount <= UInt64(count) }) {
                #expect(try SmallLogs.read(number, in: pack) == SmallLogs.heads(number, recordCount: number == 1 ? 9 : 1), "\(count) bytes")
            }
        }
    }

    @Test func damageWhileReadingIsNamedByItsPlaceInThePack() throws {
        let (storage, intact) = try Self.pack()
        let file = intact.logs[2].files[0]
        let place = Int(file.offset) + 170
        storage[intact.path][place] ^= 4
        let pack = try #require(try Pack.open(intact.path, storage: storage))
        let error = #expect(throws: LogError.self) { try SmallLogs.read(2, in: pack) }
        let located = try pack.located(#require(error))
        #expect(located.path == intact.path)
        #expect(located.byteOffset.map { $0 <= UInt64(place) && $0 >= file.offset } ?? false)
        #expect(located.message.contains("\(SmallLogs.id(2))"))
    }

    @Test func aNewerFormatIsRefused() throws {
        let (storage, intact) = try Self.pack()
        storage[intact.path][8] = 2
        storage[intact.path].replaceSubrange(12..<16, with: checksumBytes(storage[intact.path].prefix(12)))
        let error = #expect(throws: LogError.self) { try Pack.open(intact.path, storage: storage) }
        #expect(error?.code == .newerFormat)
    }

    @Test func hostileCountsAllocateNothing() throws {
        let (storage, intact) = try Self.pack()
        let bytes = storage[intact.path]
        let start = bytes.count - Int(bytes[bytes.count - 16]) - Int(bytes[bytes.count - 15]) << 8
        // The number of logs, the name's length, the file's length: the checksum is made right again.
        for (place, byteCount) in [(24, 4), (32 + 57, 4), (32 + 61, 1), (32 + 82, 8), (16, 8), (8, 8)] {
            var changed = bytes
            for index in 0..<byteCount { changed[start + place + index] = 0xff }
            changed.replaceSubrange((bytes.count - 8)..<(bytes.count - 4), with: checksumBytes(changed[start..<(bytes.count - 8)]))
            storage[intact.path] = changed
            let pack = try #require(try Pack.open(intact.path, storage: storage))
            #expect(pack.damage.map(\.kind) == [.packFooter], "field at \(place)")
            #expect(pack.logs.map(\.logID) == intact.logs.map(\.logID))
        }
    }

    @Test func aDamagedLogIsNotPublished() throws {
        let storage = SimulatedStorage()
        try SmallLogs.write(1, on: storage)
        let logs = try SmallLogs.closed([1], on: storage)
        storage[SmallLogs.directory(1) + "/0000000000000000.seg"][170] ^= 1
        #expect(try logs[0].damage() != nil)
        let error = #expect(throws: LogError.self) { try SmallLogs.pack(logs, on: storage) }
        #expect(error?.code == .damaged)
        #expect(try storage.fileNames(in: "packs") == [])
    }
}

extension PackedFile {
    fileprivate func holds(_ index: Int) -> Bool { UInt64(index) >= offset && UInt64(index) < offset + byteCount }
}
