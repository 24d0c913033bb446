import ContentHashing
import LogSimulation
import SegmentLog
import Testing

/// Packs logs, removes the originals, writes more, merges both: as a store's maintenance does.
final class PackingWorkload {
    /// Logs that were closed: each must be found whole, in its directory or in a pack.
    private(set) var closed: [Int] = []
    private(set) var failure: LogError?

    func run(on storage: SimulatedStorage) {
        do throws(LogError) {
            try storage.createDirectory("logs")
            for number in 0..<3 { try write(number, on: storage) }
            let first = try SmallLogs.pack(SmallLogs.closed(0..<3, on: storage), on: storage)
            try removeOriginals(0..<3, first, storage)
            try write(3, on: storage)
            let second = try SmallLogs.pack(SmallLogs.packed(first) + SmallLogs.closed([3], on: storage), on: storage)
            try removeOriginals([3], second, storage)
            try storage.removeFile(first.path)
            try storage.synchronizeDirectory("packs")
        } catch {
            failure = error
        }
    }

    private func write(_ number: Int, on storage: SimulatedStorage) throws(LogError) {
        try SmallLogs.write(number, recordCount: 2 + 9 * (number % 2), on: storage)
        closed.append(number)
        storage.mark(closed.count)
    }

    private func removeOriginals(_ numbers: some Sequence<Int>, _ pack: Pack, _ storage: any LogStorage) throws(LogError) {
        for number in numbers { _ = try pack.removeOriginal(of: SmallLogs.id(number), in: SmallLogs.directory(number), storage: storage) }
        try storage.synchronizeDirectory("logs")
    }
}

@Suite struct PackCrashTests {
    static let callCount: Int = {
        let storage = SimulatedStorage()
        let work = PackingWorkload()
        work.run(on: storage)
        precondition(work.failure == nil, "\(String(describing: work.failure))")
        return storage.callCount
    }()

    /// Where the log is found whole: a directory that begins with the first record, or a pack.
    private func find(_ number: Int, on storage: SimulatedStorage) throws -> [String]? {
        let recordCount = 2 + 9 * (number % 2)
        for name in try storage.fileNames(in: "packs") ?? [] where PackID(fileName: name) != nil {
            let report = try #require(try PackVerification.verify("packs/" + name, storage: storage))
            #expect(report.damage == [], "a pack under its name is whole")
            #expect(report.id?.fileName == name)
            let pack = try #require(try Pack.open("packs/" + name, storage: storage))
            if pack.log(SmallLogs.id(number)) != nil { return try SmallLogs.read(number, in: pack) }
        }
        guard try storage.fileNames(in: SmallLogs.directory(number))?.contains(where: { $0.hasSuffix(".seg") }) ?? false else { return nil }
        let report = try LogRecovery.recover(directory: SmallLogs.directory(number), storage: storage, mode: .secure)
        #expect(report.damage == [] && report.end == SequenceNumber(UInt64(recordCount)))
        return try LogReader(directory: SmallLogs.directory(number), storage: storage).heads()
    }

    @Test func everyClosedLogIsWholeAfterACrash() throws {
        let storage = SimulatedStorage(recordsMoments: true)
        let work = PackingWorkload()
        work.run(on: storage)
        var checked: Set<Digest> = []
        for (number, moment) in storage.moments.enumerated() {
            for outcome in moment.disk.outcomes(Disk.Breadth(exhaustiveCount: 3, sampleCount: 4), seed: UInt64(number)) {
                let found = SimulatedStorage(moment.disk.after(outcome))
                guard checked.insert(found.disk.digest).inserted else { continue }
                for log in work.closed.prefix(moment.mark) {
                    let heads = try find(log, on: found)
                    #expect(heads == SmallLogs.heads(log, recordCount: 2 + 9 * (log % 2)), "call \(number), \(outcome): log \(log)")
                }
            }
        }
        #expect(checked.count > 100)
    }

    @Test(arguments: 1...callCount)
    func aFailedCallLosesNothing(_ call: Int) throws {
        let storage = SimulatedStorage()
        storage.failCall(call)
        let work = PackingWorkload()
        work.run(on: storage)
        for outcome in storage.disk.outcomes(Disk.Breadth(exhaustiveCount: 3, sampleCount: 4), seed: 1) {
            for number in work.closed {
                #expect(try find(number, on: storage.after(outcome)) == SmallLogs.heads(number, recordCount: 2 + 9 * (number % 2)))
            }
        }
    }

    @Test func readerOfALogThatIsRemovedFindsItInThePack() throws {
        let storage = SimulatedStorage()
        try SmallLogs.write(1, recordCount: 11, on: storage)
        let reader = try LogReader(directory: SmallLogs.directory(1), storage: storage)
        let pack = try SmallLogs.pack(SmallLogs.closed([1], on: storage), on: storage)
        #expect(try pack.removeOriginal(of: SmallLogs.id(1), in: SmallLogs.directory(1), storage: storage))
        #expect(throws: LogError.self) { try reader.heads() }
        #expect(try SmallLogs.read(1, in: pack) == SmallLogs.heads(1, recordCount: 11))
    }
}
