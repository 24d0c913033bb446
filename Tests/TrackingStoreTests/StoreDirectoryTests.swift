import Foundation
import Logging
import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct StoreDirectoryTests {
    let directory = TemporaryDirectory()
    private var path: String { directory.path(of: "store") }

    private func open(
        _ access: StoreAccess = .readWrite, createIfMissing: Bool = true, storage: any LogStorage = FileStorage()
    ) throws -> StoreDirectory {
        try StoreDirectory.open(
            at: path, access: access, createIfMissing: createIfMissing, storage: storage, logger: .silent)
    }

    private func code(_ body: () throws -> Void) -> StoreError.Code? {
        do { try body() } catch { return (error as? StoreError)?.code }
        return nil
    }

    @Test func storeIsMadeOnceAndKeepsItsIdentity() throws {
        let made = try open()
        #expect(made.id == StoreIdentity.storeID(of: made.publicKey))
        try made.close()
        let again = try open(createIfMissing: false)
        #expect(again.id == made.id && again.publicKey == made.publicKey)
        let mode = try FileManager.default.attributesOfItem(atPath: path + "/key")[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func storeIsMadeInDirectoriesThatDoNotExist() throws {
        let deep = directory.path(of: "a/b/c/")
        let store = try StoreDirectory.open(at: deep, access: .readWrite, createIfMissing: true, logger: .silent)
        #expect(store.path == directory.path(of: "a/b/c"))
    }

    @Test func absentStoreIsNotMadeUnasked() {
        #expect(code { _ = try open(createIfMissing: false) } == .notAStore)
        #expect(code { _ = try open(.readOnly) } == .notAStore)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func directoryOfSomebodyElseIsLeftAlone() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(fileURLWithPath: path + "/thesis.tex"))
        #expect(code { _ = try open() } == .notAStore)
        #expect(path.filesBelow == ["thesis.tex"])
    }

    @Test func storeOfALaterFormatIsRefusedWithASentence() throws {
        _ = try open()
        let file = path + "/cairn-store"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacingOccurrences(of: "cairn-store 1", with: "cairn-store 2")
            .write(toFile: file, atomically: true, encoding: .utf8)
        #expect(code { _ = try open() } == .newerFormat)
    }

    @Test func anyFlippedBitOfTheIdentityIsFound() throws {
        let store = try open()
        try store.close()
        let file = path + "/cairn-store"
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        for offset in 0..<whole.count {
            try flipBit(of: file, at: offset)
            #expect(code { _ = try open() } != nil, "byte \(offset)")
            try whole.write(to: URL(fileURLWithPath: file))
        }
        for count in 0..<whole.count {
            try whole.prefix(count).write(to: URL(fileURLWithPath: file))
            #expect(code { _ = try open() } == .damaged, "\(count) bytes")
        }
    }

    @Test func keyOfAnotherStoreIsRefused() throws {
        _ = try open()
        let other = try StoreDirectory.open(
            at: directory.path(of: "other"), access: .readWrite, createIfMissing: true, logger: .silent)
        try FileManager.default.removeItem(atPath: path + "/key")
        try FileManager.default.copyItem(atPath: other.path + "/key", toPath: path + "/key")
        #expect(code { _ = try open() } == .damaged)
        // Reading needs no key.
        _ = try open(.readOnly)
    }

    @Test func makingAStoreCanBeCutOffAnywhere() throws {
        var count = 0
        while true {
            let storage = FaultyStorage(failingAfter: count)
            let outcome = code { _ = try open(storage: storage) }
            if !storage.hasFailed { break }
            #expect(outcome == .full, "after \(count) calls")
            // What there is now is no store, or a whole one; and a second attempt makes it whole.
            let after = code { _ = try open(createIfMissing: false) }
            #expect(after == .notAStore || after == nil, "after \(count) calls")
            #expect(code { _ = try open() } == nil, "after \(count) calls")
            try FileManager.default.removeItem(atPath: path)
            count += 1
        }
        #expect(count > 8)
    }

    @Test func unwritableStoreSaysSo() throws {
        try open().close()
        let storage = FaultyStorage(failingAfter: 0, with: .notPermitted)
        #expect(code { _ = try open(storage: storage) } == .readOnly)
        _ = try open(.readOnly, storage: storage)
    }

    @Test func fullDiskRefusesTheCommandWithASentence() throws {
        let storage = FaultyStorage(failingAfter: 1000)
        let store = try TestStore(at: path, storage: storage)
        storage.failFromNowOn()
        #expect(refusal { _ = try store.commands.create("a") }.contains("Free some space"))
    }

    @Test func failedWriteIsToldToWhoeverWaitsAndStopsTheWriter() throws {
        let storage = FaultyStorage(failingAfter: 1000, with: .storageFailed)
        let store = try TestStore(at: path, storage: storage)
        let experiment = try store.commands.create("a")
        try experiment.ticket?.wait()
        let run = try store.commands.start(in: experiment.value.id).value.id
        try store.commands.log(run, param: "p", "1").ticket?.wait()
        storage.failFromNowOn()
        let lost = try store.commands.log(run, param: "q", "1")
        #expect(throws: LogError.self) { try lost.ticket?.wait() }
        // What is only in flight is not acknowledged to the next who says it either.
        let repeated = try store.commands.log(run, param: "q", "1")
        #expect(throws: LogError.self) { try #require(repeated.ticket).wait() }
        #expect(refusal { _ = try store.commands.log(run, param: "r", "1") }.contains("start it again"))
        let reopened = try TestStore(at: path)
        try reopened.fold()
        #expect(reopened.facts.state.runParams[run]?["p"] == "1")
    }

    @Test func relativePathIsThatOfTheDirectoryOfTheMoment() {
        let here = FileManager.default.currentDirectoryPath
        #expect(AbsolutePath.text(of: "a/b/") == here + "/a/b")
        #expect(AbsolutePath.text(of: "./a") == here + "/a")
        #expect(AbsolutePath.text(of: ".") == here)
        #expect(AbsolutePath.text(of: "/a//") == "/a")
        #expect(AbsolutePath.text(of: "/") == "/")
    }

    @Test func secondServerIsRefusedUntilTheFirstIsGone() throws {
        let first = try open()
        let second = try open()
        try first.claimServer()
        try first.claimServer()
        #expect(code { try second.claimServer() } == .heldByAnotherServer)
        try first.close()
        try second.claimServer()
    }

    @Test func readOnlyOpeningChangesNothingAndRefusesToWrite() throws {
        let writer = try TestStore(at: path)
        try writer.commands.create("a").ticket?.wait()
        try writer.directory.close()
        let before = path.filesBelow
        let reader = try TestStore(at: path, access: .readOnly)
        try reader.fold()
        #expect(reader.facts.experiment(named: "a") != nil)
        #expect(refusal { _ = try reader.commands.create("b") }.contains("for reading only"))
        #expect(code { _ = try reader.directory.blobs.beginUpload() } == .readOnly)
        #expect(path.filesBelow == before)
    }

    @Test func closedStoreRefusesCommands() throws {
        let store = try TestStore(at: path)
        try store.commands.create("a").ticket?.wait()
        try store.directory.close()
        #expect(refusal { _ = try store.commands.create("b") }.contains("was closed"))
        try store.fold()
        #expect(store.facts.experiment(named: "a") != nil)
    }
}
