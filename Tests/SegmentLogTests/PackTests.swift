import LogSimulation
import SegmentLog
import Testing

@Suite struct PackTests {
    @Test func packedLogsAreByteForByteWhatTheyWereAndReadTheSame() throws {
        let storage = SimulatedStorage()
        let counts = [1: 1, 2: 40, 3: 2, 7: 9]
        for (number, count) in counts { try SmallLogs.write(number, recordCount: count, on: storage) }
        let pack = try SmallLogs.pack(SmallLogs.closed(counts.keys, on: storage), on: storage)
        #expect(pack.damage == [] && pack.logs.map(\.logID) == counts.keys.sorted().map { SmallLogs.id($0) })
        for (number, count) in counts {
            let log = try #require(pack.log(SmallLogs.id(number)))
            let report = try LogVerification.verify(directory: SmallLogs.directory(number), storage: storage)
            #expect(log.recordCount == UInt64(count) && log.root == report.root)
            let names = try #require(try storage.fileNames(in: SmallLogs.directory(number))).filter { $0.hasSuffix(".seg") }
            #expect(log.files.map(\.name) == names.sorted())
            for file in log.files {
                let bytes = try pack.open(file).read(at: 0, byteCount: 1 << 20)
                #expect(bytes == storage[SmallLogs.directory(number) + "/" + file.name])
            }
            #expect(try SmallLogs.read(number, in: pack) == SmallLogs.heads(number, recordCount: count))
        }
        #expect(pack.log(SmallLogs.id(4)) == nil)
        let report = try #require(try PackVerification.verify(pack.path, storage: storage))
        #expect(report.damage == [] && report.id.map { "packs/\($0).pack" } == pack.path)
    }

    @Test func aPackIsNamedAfterItsContent() throws {
        let storage = SimulatedStorage()
        for number in 0..<6 { try SmallLogs.write(number, on: storage) }
        let one = try SmallLogs.pack(SmallLogs.closed(0..<3, on: storage), on: storage)
        let same = try SmallLogs.pack(SmallLogs.closed(0..<3, on: storage), on: storage)
        let other = try SmallLogs.pack(SmallLogs.closed(3..<6, on: storage), on: storage)
        #expect(one.path == same.path && one.path != other.path)
        #expect(PackID(fileName: String(one.path.dropFirst("packs/".count))) == one.id)
        #expect(PackID(fileName: "x.pack") == nil && PackID(fileName: PackBuilder.temporaryName) == nil)
    }

    @Test func packsAreMergedWithoutChangingALog() throws {
        let storage = SimulatedStorage()
        for number in 0..<6 { try SmallLogs.write(number, recordCount: number + 1, on: storage) }
        let one = try SmallLogs.pack(SmallLogs.closed([0, 2, 4], on: storage), on: storage)
        let other = try SmallLogs.pack(SmallLogs.closed([1, 5], on: storage), on: storage)
        let logs = try SmallLogs.packed(one) + SmallLogs.packed(other) + SmallLogs.closed([3], on: storage)
        let merged = try SmallLogs.pack(logs, on: storage)
        #expect(merged.logs.count == 6)
        for log in one.logs + other.logs {
            let again = try #require(merged.log(log.logID))
            #expect(again.root == log.root && again.files.map(\.checksum) == log.files.map(\.checksum))
        }
        storage.remove(one.path)
        #expect(try SmallLogs.read(4, in: one) == SmallLogs.heads(4, recordCount: 5), "an open pack goes on being read")
        #expect(try SmallLogs.read(4, in: merged) == SmallLogs.heads(4, recordCount: 5))
    }

    @Test func onlyClosedLogsArePacked() throws {
        let storage = SimulatedStorage()
        try storage.createDirectory("logs")
        #expect(try ClosedLog(directory: SmallLogs.directory(1), storage: storage) == nil, "there is no log")
        let open = try LogWriter.create(
            in: SmallLogs.directory(1), identity: .random(SmallLogs.id(1)), options: LogOptions(), storage: storage)
        try open.append([.numbered(0)])
        #expect(try ClosedLog(directory: SmallLogs.directory(1), storage: storage) == nil, "its writer is alive")
        let killed = storage.after(.processDied)
        #expect(try ClosedLog(directory: SmallLogs.directory(1), storage: killed) == nil, "it was not sealed")
        try open.close()
        #expect(try ClosedLog(directory: SmallLogs.directory(1), storage: storage)?.recordCount == 1)
        _ = try storage.createFile(SmallLogs.directory(1) + "/notes")
        #expect(try ClosedLog(directory: SmallLogs.directory(1), storage: storage) == nil, "somebody's file lies there")
    }

    @Test func logWithoutATreeIsPackedToo() throws {
        let storage = SimulatedStorage()
        try SmallLogs.write(1, hashes: false, on: storage)
        let pack = try SmallLogs.pack(SmallLogs.closed([1], on: storage), on: storage)
        #expect(pack.logs.first?.root == nil)
        #expect(try PackVerification.verify(pack.path, storage: storage)?.damage == [])
    }

    @Test func tornTailThatWasSavedAsideIsPackedWithItsLog() throws {
        let storage = SimulatedStorage()
        try storage.createDirectory("logs")
        let log = try LogWriter.create(
            in: SmallLogs.directory(1), identity: .random(SmallLogs.id(1)), options: LogOptions(), storage: storage)
        for number in 1000..<1003 { try log.append([.numbered(number)]) }
        let killed = storage.after(.processDied)
        let path = SmallLogs.directory(1) + "/0000000000000000.seg"
        killed[path] += [1, 2, 3]
        let recovery = try LogRecovery.recover(directory: SmallLogs.directory(1), storage: killed, mode: .secure)
        #expect(recovery.tornTail != nil)
        let pack = try SmallLogs.pack(SmallLogs.closed([1], on: killed), on: killed)
        #expect(pack.logs.first?.files.map(\.name) == ["0000000000000000.seg", "0000000000000000.torn-1"])
        #expect(try pack.open(#require(pack.logs.first?.files.last)).read(at: 0, byteCount: 9) == [1, 2, 3])
        #expect(try SmallLogs.read(1, in: pack) == SmallLogs.heads(1, recordCount: 3))
    }

    @Test func originalsGoOnlyWhereTheyAreThePacks() throws {
        let storage = SimulatedStorage()
        for number in 0..<3 { try SmallLogs.write(number, on: storage) }
        let pack = try SmallLogs.pack(SmallLogs.closed(0..<3, on: storage), on: storage)
        #expect(try pack.removeOriginal(of: SmallLogs.id(0), in: SmallLogs.directory(0), storage: storage))
        #expect(try storage.fileNames(in: SmallLogs.directory(0))?.isEmpty ?? true)
        storage[SmallLogs.directory(1) + "/0000000000000000.seg"][200] ^= 1
        #expect(try !pack.removeOriginal(of: SmallLogs.id(1), in: SmallLogs.directory(1), storage: storage))
        #expect(try storage.fileNames(in: SmallLogs.directory(1))?.contains("0000000000000000.seg") ?? false)
        _ = try storage.createFile(SmallLogs.directory(2) + "/notes")
        #expect(try !pack.removeOriginal(of: SmallLogs.id(2), in: SmallLogs.directory(2), storage: storage))
    }

    @Test func nothingWritesIntoAPackedLog() throws {
        let storage = SimulatedStorage()
        try SmallLogs.write(1, on: storage)
        let pack = try SmallLogs.pack(SmallLogs.closed([1], on: storage), on: storage)
        let error = #expect(throws: LogError.self) {
            try LogWriter.reopen(in: pack.directory(of: SmallLogs.id(1)), options: LogOptions(), storage: PackedLogStorage(pack))
        }
        #expect(error?.code == .notPermitted)
        #expect(throws: LogError.self) { try pack.open(pack.logs[0].files[0]).write([1], at: 0) }
    }
}
