import Glibc
import LogPositions
import Synchronization
import Testing
import TrackingEvents

@testable import TrackingViews

/// Opening, closing, sharing and losing the file.
@Suite struct LifecycleTests {
    let temporary: TemporaryViews
    let script = FiveRuns.script()
    private var directory: String { temporary.directory + "/views" }

    init() throws { temporary = try TemporaryViews() }

    private func reopened(store: StoreID = TemporaryViews.store) throws -> TrackingViews {
        temporary.views.close()
        return try TrackingViews.open(at: directory, storeID: store)
    }

    private func write(_ text: String, to name: String) throws {
        let file = try #require(fopen("\(directory)/\(name)", "w"))
        fputs(text, file)
        fclose(file)
    }

    @Test func keepsWhatItFolded() throws {
        #expect(temporary.views.needsRebuild)
        let ends = try temporary.views.fold(from: script)
        #expect(ends == script.extents())
        let again = try reopened()
        #expect(!again.needsRebuild)
        #expect(try again.foldedEnds == ends)
        #expect(try again.runDocument(RunID("A"))?.name == "run A")
        again.close()
        #expect(throws: ViewsError.self) { try again.runDocument(RunID("A")) }
    }

    @Test func isBuiltAnewForAnotherStoreOrFoldVersion() throws {
        try temporary.views.fold(from: script)
        let other = try reopened(store: StoreID(String(repeating: "6", count: 32)))
        #expect(other.needsRebuild)
        try other.write { try $0.run("UPDATE meta SET value = 'older' WHERE name = 'fold_version'") }
        other.close()
        #expect(try TrackingViews.open(at: directory, storeID: TemporaryViews.store).needsRebuild)
    }

    @Test func isBuiltAnewAfterAPowerCutButNotAfterACloseInOrder() throws {
        try temporary.views.fold(from: script)
        temporary.views.close()
        #expect(access(directory + "/views.unclean", F_OK) != 0)
        let again = try TrackingViews.open(at: directory, storeID: TemporaryViews.store)
        #expect(!again.needsRebuild)
        #expect(access(directory + "/views.unclean", F_OK) == 0)
        again.close()
        try write("some-other-boot", to: "views.unclean")
        #expect(try TrackingViews.open(at: directory, storeID: TemporaryViews.store).needsRebuild)
    }

    /// A killed process leaves the files as they are, and the mark of this boot.
    @Test func isKeptAfterAKill() throws {
        try temporary.views.fold(from: script)
        let copy = temporary.directory + "/killed"
        mkdir(copy, 0o755)
        for name in ["views.sqlite", "views.sqlite-wal", "views.unclean"] {
            #expect(try copyFile(directory + "/" + name, to: copy + "/" + name) > 0)
        }
        let found = try TrackingViews.open(at: copy, storeID: TemporaryViews.store)
        #expect(!found.needsRebuild)
        #expect(try found.foldedEnds == script.extents() && found.runDocument(RunID("E")) != nil)
        found.close()
        for name in ["views.sqlite", "views.lock"] { unlink(copy + "/" + name) }
        rmdir(copy)
    }

    private func copyFile(_ source: String, to target: String) throws -> Int {
        let (from, to) = (open(source, O_RDONLY), open(target, O_WRONLY | O_CREAT, 0o644))
        defer {
            close(from)
            close(to)
        }
        try #require(from >= 0 && to >= 0)
        var total = 0
        while true {
            let count = sendfile(to, from, nil, 1 << 20)
            try #require(count >= 0)
            if count == 0 { return total }
            total += count
        }
    }

    @Test func isBuiltAnewWhenTheFileIsNoDatabase() throws {
        temporary.views.close()
        try write(String(repeating: "garbage ", count: 2_000), to: "views.sqlite")
        let again = try TrackingViews.open(at: directory, storeID: TemporaryViews.store)
        #expect(again.needsRebuild)
        try again.fold(from: script)
        #expect(try again.runDocument(RunID("A")) != nil)
    }

    @Test func rebuildingShowsProgressAndLosesNothing() throws {
        try temporary.views.fold(from: script)
        let before = try temporary.views.searchRuns(RunSearch(experiments: [FiveRuns.experiment])).items
        var seen: [FoldProgress] = []
        try temporary.views.rebuild(from: script) { seen.append($0) }
        let total = script.extents().values.reduce(0, +)
        #expect(seen.last == FoldProgress(foldedEventCount: total, totalEventCount: total))
        #expect("\(try temporary.views.searchRuns(RunSearch(experiments: [FiveRuns.experiment])).items)" == "\(before)")
    }

    @Test func twoFoldIntoOneFile() throws {
        let history = RandomHistory(seed: 77, eventCount: 400)
        let second = try TrackingViews.open(at: directory, storeID: TemporaryViews.store)
        let extents = history.script.extents()
        let failures = Mutex<[String]>([])
        let threads = [temporary.views, second].map { views in
            FoldThread {
                do {
                    for part in 1...40 { try views.fold(from: history.script, ends: extents.mapValues { $0 * UInt64(part) / 40 }) }
                } catch { failures.withLock { $0.append("\(error)") } }
            }
        }
        for thread in threads { thread.join() }
        #expect(failures.withLock { $0 } == [])
        let alone = try TemporaryViews()
        try alone.views.fold(from: history.script)
        let expected = try stateDump(alone.views, of: history)
        #expect(try stateDump(temporary.views, of: history) == expected)
        #expect(try stateDump(second, of: history) == expected)
        second.close()
    }

    @Test func saysWhatToDoWhereItCannotWrite() {
        let error = #expect(throws: ViewsError.self) { try TrackingViews.open(at: "/proc/nowhere/views", storeID: TemporaryViews.store) }
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("Give the views a directory") == true)
    }
}
