import LogSimulation
import BlockCodec
import Dispatch
import Foundation
import Synchronization
import Testing

@testable import SegmentLog

/// Rewriting beside writers, readers, other rewriters, and damage.
@Suite struct RewritingCompanyTests {
    @Test func everyDamagedByteKeepsItsSegmentAsItIs() throws {
        let storage = SimulatedStorage()
        var options = RewritingLog.options
        options.alignment = .sector512
        options.segmentByteCountTarget = 4000
        try RewritingLog.closed(on: storage, options: options)
        let intact = try RewritingLog.bytes(storage)
        let path = try #require(try RewritingLog.segmentPaths(storage).first)
        let bytes = try #require(intact[path])
        for index in bytes.indices {
            var spoilt = bytes
            spoilt[index] ^= 1 << (index % 8)
            storage[path] = spoilt
            let report = try RewritingLog.rewrite(storage)
            #expect(report.damage.count == 1 && report.damage.first?.file == path, "byte \(index): \(report.damage)")
            #expect(storage[path] == spoilt, "byte \(index)")
            #expect(try RewritingLog.leftovers(storage) == [])
        }
        storage[path] = bytes
        #expect(try RewritingLog.rewrite(storage).damage == [])
        #expect(try LogVerification.verify(directory: "log", storage: storage).isIntact)
    }

    @Test func theSegmentOfALivingWriterIsLeftAlone() throws {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: RewritingLog.options, storage: storage)
        let count = try RewritingLog.append(to: log)
        let last = try #require(try RewritingLog.segmentPaths(storage).last)
        let report = try RewritingLog.rewrite(storage)
        #expect(report.segments.last?.outcome == .inUse && report.segments.last?.file == last)
        #expect(report.segments.dropLast().allSatisfy { $0.outcome == .rewritten })
        let total = try RewritingLog.append(to: log, from: count)
        try log.close()
        let heads = try LogReader(directory: "log", storage: storage).heads()
        #expect(heads == (0..<total).map { "record \($0) " })
        #expect(try LogVerification.verify(directory: "log", storage: storage.afterPowerCut).isIntact)
    }

    @Test func aReopenedLogsLastSealedSegmentWaitsForItsSuccessor() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        let count = Int(try LogReader(directory: "log", storage: storage).deliverableEnd.rawValue)
        let log = try LogWriter.reopen(in: "log", options: RewritingLog.options, storage: storage)
        #expect(try RewritingLog.rewrite(storage).segments.last?.outcome == .inUse)
        try log.append([.numbered(count)])
        let report = try RewritingLog.rewrite(storage)
        #expect(report.segments.dropLast().allSatisfy { $0.outcome != .inUse })
        try log.close()
        #expect(try LogVerification.verify(directory: "log", storage: storage).recordCount == UInt64(count + 1))
    }

    @Test func aRewrittenLogCanBeContinued() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        _ = try RewritingLog.rewrite(storage)
        let log = try LogWriter.reopen(in: "log", options: RewritingLog.options, storage: storage)
        let total = try RewritingLog.append(to: log, from: Int(log.nextSequenceNumber.rawValue))
        try log.close()
        #expect(try LogReader(directory: "log", storage: storage).heads() == (0..<total).map { "record \($0) " })
        #expect(try LogVerification.verify(directory: "log", storage: storage).isIntact)
    }

    @Test func anUnsealedSegmentOfADeadWriterIsLeftToRecovery() throws {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: RewritingLog.options, storage: storage)
        _ = try RewritingLog.append(to: log)
        let crashed = storage.afterPowerCut
        #expect(try RewritingLog.rewrite(crashed).segments.last?.outcome == .inUse)
        _ = try LogRecovery.recover(directory: "log", storage: crashed, mode: .secure)
        #expect(try LogVerification.verify(directory: "log", storage: crashed).isIntact)
    }

    @Test func oneRewriterExcludesAnother() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        let bytes = try RewritingLog.bytes(storage)
        let lock = try LogRewriting.exclude(from: "log", storage: storage)
        let error = #expect(throws: LogError.self) { try RewritingLog.rewrite(storage) }
        #expect(error?.code == .rewriterIsAlive)
        #expect(try RewritingLog.bytes(storage) == bytes)
        lock.release()
        #expect(try RewritingLog.rewrite(storage).rewrittenCount > 0)
    }

    @Test func whatADeadRewriterLeftIsRemovedUnlessOneIsAtWork() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        let leftover = "log/0000000000000000.seg.rewrite"
        _ = try storage.createFile(leftover)
        let lock = try LogRewriting.exclude(from: "log", storage: storage)
        _ = try LogRecovery.recover(directory: "log", storage: storage, mode: .secure)
        #expect(try RewritingLog.leftovers(storage) == ["0000000000000000.seg.rewrite"])
        lock.release()
        _ = try LogRecovery.recover(directory: "log", storage: storage, mode: .secure)
        #expect(try RewritingLog.leftovers(storage) == [])
        _ = try RewritingLog.rewrite(storage)
        _ = try storage.createFile(leftover)
        _ = try RewritingLog.rewrite(storage)
        #expect(try RewritingLog.leftovers(storage) == [], "also where nothing else is to be done")
    }

    @Test func aCancellationLeavesTheSegmentAtWorkAsItWas() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        let records = try RewritingLog.records(storage)
        var isDone = false
        var limit = 0
        while !isDone {
            var asked = 0
            let report = try LogRewriting.rewrite(
                directory: "log", storage: storage, options: RewritingLog.rewriting,
                isCancelled: {
                    asked += 1
                    return asked > limit
                })
            isDone = !report.isCancelled
            limit += 3
            #expect(try RewritingLog.leftovers(storage) == [])
            #expect(try RewritingLog.records(storage) == records)
        }
        #expect(limit > 10)
        #expect(try LogVerification.verify(directory: "log", storage: storage).isIntact)
    }

    @Test func progressReachesTheEnd() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        var (last, total): (UInt64, UInt64) = (0, 0)
        let report = try LogRewriting.rewrite(directory: "log", storage: storage, options: RewritingLog.rewriting) { done, all in
            #expect(done >= last && done <= all)
            (last, total) = (done, all)
        }
        #expect(last == total && total == report.storedByteCountBefore)
    }

    @Test func aSegmentThatWasMovedAwayMeanwhileDoesNotComeBack() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        let path = try #require(try RewritingLog.segmentPaths(storage).first)
        let error = #expect(throws: LogError.self) {
            try LogRewriting.rewrite(directory: "log", storage: storage, options: RewritingLog.rewriting) { _, _ in storage.remove(path) }
        }
        #expect(error?.code == .storageFailed)
        #expect(try !RewritingLog.segmentPaths(storage).contains(path))
        #expect(try RewritingLog.leftovers(storage) == [])
    }

    @Test func whatReadsBackOtherwiseThanItWasWrittenReplacesNothing() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        let bytes = try RewritingLog.bytes(storage)
        let path = try #require(try RewritingLog.segmentPaths(storage).first)
        let undisturbed = storage.afterWriteback
        _ = try RewritingLog.rewrite(undisturbed)
        for index in stride(from: 0, to: undisturbed[path].count, by: 7) {
            let error = #expect(throws: LogError.self, "byte \(index)") {
                try RewritingLog.rewrite(MiswritingStorage(storage, byteOffset: index))
            }
            #expect(error?.code == .storageFailed && error?.path.hasSuffix(".rewrite") == true)
        }
        #expect(try RewritingLog.bytes(storage) == bytes)
    }

    @Test func aReaderThatKnowsTheOldFileReadsTheNewOne() throws {
        let directory = LogDirectory()
        let path = directory.path + "/log"
        try RewritingLog.closed(on: FileStorage(), in: path)
        let reader = try LogReader(directory: path, storage: FileStorage())
        let heads = try reader.heads()
        var rewriting = RewritingLog.rewriting
        // Each time the file's number may be one that the reader has seen.
        for (codec, target) in [(.lz4HighCompression, 900), (.lz4HighCompression, 1500), (.zlib, 2500), (.zlib, 5000)]
            as [(BlockCodec, Int)]
        {
            rewriting.codec = codec
            rewriting.blockByteCountTarget = target
            rewriting.savingPercentMin = 0
            _ = try LogRewriting.rewrite(directory: path, storage: FileStorage(), options: rewriting)
            for number in stride(from: heads.count - 1, to: 0, by: -7) {
                #expect(try reader.record(at: SequenceNumber(UInt64(number)))?.head == Array(heads[number].utf8))
            }
            #expect(try reader.heads() == heads)
        }
    }

    @Test func writerReadersAndRewriterWorkAtOnce() throws {
        let directory = LogDirectory()
        let path = directory.path + "/log"
        let log = try LogWriter.create(in: path, identity: .random(.sample), options: RewritingLog.options, storage: FileStorage())
        let first = try RewritingLog.append(to: log)
        let watch = Watch()
        let threads = [
            TestThread {
                defer { watch.isWriting.store(false, ordering: .sequentiallyConsistent) }
                do {
                    var number = first
                    for _ in 0..<20 { number = try RewritingLog.append(to: log, from: number) }
                    try log.close()
                } catch { watch.note("writer: \(error)") }
            },
            TestThread {
                do {
                    let reader = try LogReader(directory: path, storage: FileStorage())
                    while watch.isWriting.load(ordering: .sequentiallyConsistent) {
                        try reader.refresh()
                        let heads = try reader.heads()
                        if heads != (0..<heads.count).map({ "record \($0) " }) { watch.note("a reader read otherwise") }
                    }
                } catch { watch.note("reader: \(error)") }
            },
        ]
        var rewritten = 0
        repeat {
            rewritten += try LogRewriting.rewrite(directory: path, storage: FileStorage(), options: RewritingLog.rewriting).rewrittenCount
        } while watch.isWriting.load(ordering: .sequentiallyConsistent)
        for thread in threads { thread.join() }
        rewritten += try LogRewriting.rewrite(directory: path, storage: FileStorage(), options: RewritingLog.rewriting).rewrittenCount
        #expect(watch.problems.withLock { $0 } == [])
        #expect(rewritten > 10)
        let report = try LogVerification.verify(directory: path, storage: FileStorage())
        #expect(report.isIntact && report.isClosed && report.recordCount == UInt64(first) * 21)
        #expect(try RewritingLog.leftovers(FileStorage(), in: path) == [])
    }
}

/// What threads tell one another.
private final class Watch: Sendable {
    let isWriting = Atomic(true)
    let problems = Mutex<[String]>([])

    func note(_ problem: String) { problems.withLock { $0.append(problem) } }
}

private final class TestThread: Sendable {
    private let ended = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () -> Void) {
        Thread { [ended] in
            body()
            ended.signal()
        }.start()
    }

    func join() { ended.wait() }
}
