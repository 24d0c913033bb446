import LogSimulation
import Synchronization
import Testing

@testable import SegmentLog

/// Two who are at work on a closed log's files never are at the same time.
@Suite struct RewritingLockTests {
    /// Removes with `body`, and says what it removed from the log's directory while it did not hold the rewriting's lock.
    private func removedWithoutLock(
        _ directory: String, on storage: SimulatedStorage, _ body: (any LogStorage) throws -> Void
    ) throws -> [String] {
        let removed = Mutex<[String]>([])
        try withoutActuallyEscaping(body) { body in
            try body(
                WatchedStorage(
                    base: storage,
                    willRemove: { path in
                        guard path.hasPrefix(directory), (try? storage.isLocked(directory + "/LOCK.rewrite")) != true else { return }
                        removed.withLock { $0.append(path) }
                    }))
        }
        return removed.withLock { $0 }
    }

    @Test func theLocksFileIsRemovedOnlyByWhoHoldsIt() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        // As a rewriter that died leaves it.
        _ = try storage.createFile("log/LOCK.rewrite")
        let removed = try removedWithoutLock("log", on: storage) { try ClosedLog.removeLockFile(in: "log", storage: $0) }
        #expect(!removed.contains("log/LOCK.rewrite"))
        #expect(try storage.fileNames(in: "log")?.filter { $0.hasPrefix("LOCK") } == [])
    }

    @Test func theLockOfARewriterAtWorkStays() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        let lock = try LogRewriting.exclude(from: "log", storage: storage)
        try ClosedLog.removeLockFile(in: "log", storage: storage)
        #expect(try storage.fileNames(in: "log")?.contains("LOCK.rewrite") == true)
        #expect(throws: LogError.self) { try LogRewriting.exclude(from: "log", storage: storage) }
        lock.release()
    }

    @Test func originalsAreRemovedUnderTheLock() throws {
        let storage = SimulatedStorage()
        try SmallLogs.write(1, recordCount: 9, on: storage)
        let pack = try SmallLogs.pack(SmallLogs.closed([1], on: storage), on: storage)
        let directory = SmallLogs.directory(1)
        let lock = try LogRewriting.exclude(from: directory, storage: storage)
        #expect(try !pack.removeOriginal(of: SmallLogs.id(1), in: directory, storage: storage))
        lock.release()
        let removed = try removedWithoutLock(directory, on: storage) { storage in
            _ = try pack.removeOriginal(of: SmallLogs.id(1), in: directory, storage: storage)
        }
        #expect(removed == [])
        #expect(try storage.fileNames(in: directory)?.isEmpty ?? true)
    }

    @Test func anUnfinishedFileOfAnotherRewriterReplacesNoSegment() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        let bytes = try RewritingLog.bytes(storage)
        let path = try #require(try RewritingLog.segmentPaths(storage).first)
        let temporary = path + ".rewrite"
        // The last time that the segment is opened, what was written was checked already.
        let openings = Mutex(0)
        let counting = WatchedStorage(
            base: storage.afterWriteback, willOpen: { if $0 == path { openings.withLock { $0 += 1 } } })
        var options = RewritingLog.rewriting
        options.savingPercentMin = 0
        _ = try LogRewriting.rewrite(directory: "log", storage: counting, options: options)
        let last = openings.withLock { $0 }
        let remaining = Mutex(last)
        let usurped = WatchedStorage(
            base: storage,
            willOpen: { opened in
                guard opened == path else { return }
                remaining.withLock { $0 -= 1 }
                guard remaining.withLock({ $0 }) == 0 else { return }
                storage.remove(temporary)
                _ = try? storage.createFile(temporary).write([1, 2, 3], at: 0)
            })
        let error = #expect(throws: LogError.self) {
            try LogRewriting.rewrite(directory: "log", storage: usurped, options: options)
        }
        #expect(error?.code == .storageFailed && error?.path == temporary)
        #expect(try RewritingLog.bytes(storage) == bytes)
        #expect(storage[temporary] == [1, 2, 3], "the other's file is not ours to remove")
    }
}
