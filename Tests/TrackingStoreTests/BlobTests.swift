import ContentHashing
import Foundation
import Logging
import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct BlobTests {
    let directory = TemporaryDirectory()

    private func open(clock: any WallClock = SystemWallClock(), storage: any LogStorage = FileStorage()) throws -> StoreDirectory {
        try StoreDirectory.open(
            at: directory.path(of: "store"), access: .readWrite, createIfMissing: true, clock: clock, storage: storage,
            logger: .silent)
    }

    private func incoming(_ store: StoreDirectory) -> [String] { (store.path + "/blobs/incoming").filesBelow }

    @Test(arguments: [0, 1, 1 << 20, (1 << 20) + 1, 3 << 20, (5 << 20) / 2])
    func blobIsNamedByItsDigestAndItsPieces(_ byteCount: Int) throws {
        let store = try open()
        let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let upload = try store.blobs.beginUpload()
        // In portions that fall across the pieces' borders.
        for start in stride(from: 0, to: byteCount, by: 300_007) {
            try upload.write(Array(bytes[start..<min(start + 300_007, byteCount)]))
        }
        let made = try upload.finish()
        let pieces = stride(from: 0, to: byteCount, by: 1 << 20).map {
            MerkleHash.leaf(Array(bytes[$0..<min($0 + (1 << 20), byteCount)]))
        }
        #expect(made.digest == SHA256.digest(bytes))
        #expect(made.byteCount == UInt64(byteCount))
        #expect(made.pieceRoot == MerkleFrontier.root(of: pieces))
        let blob = try #require(try store.blobs.open(made.digest))
        #expect(try blob.read(0..<UInt64.max) == bytes)
        #expect(try blob.read(5..<17) == Array(bytes.dropFirst(5).prefix(12)))
        #expect(try store.blobs.contents(of: made.digest) == made)
        #expect(incoming(store).isEmpty)
    }

    @Test func sameBytesAreKeptOnce() throws {
        let store = try open()
        let references = try (0..<3).map { _ in
            let upload = try store.blobs.beginUpload()
            try upload.write([1, 2, 3])
            return try upload.finish()
        }
        #expect(Set(references).count == 1)
        #expect(try store.blobs.digests() == [references[0].digest])
        #expect(incoming(store).isEmpty)
    }

    @Test func abandonedAndForgottenUploadsLeaveNothing() throws {
        let store = try open()
        let abandoned = try store.blobs.beginUpload()
        try abandoned.write([1])
        abandoned.abandon()
        #expect(throws: StoreError.self) { try abandoned.write([2]) }
        do {
            let forgotten = try store.blobs.beginUpload()
            try forgotten.write([1])
        }
        #expect(incoming(store).isEmpty)
        #expect(try store.blobs.digests().isEmpty)
    }

    @Test func uploadsOfTheDeadAreClearedAwayAfterADay() throws {
        let clock = TestClock()
        let store = try open(clock: clock)
        let name = IncomingName(startTime: clock.nowMilliseconds(), random: [1, 2])
        try Data("half".utf8).write(to: URL(fileURLWithPath: store.path + "/blobs/incoming/" + name.text))
        clock.advance(milliseconds: 23 * 3_600_000)
        _ = try open(clock: clock)
        #expect(incoming(store) == [name.text])
        clock.advance(milliseconds: 2 * 3_600_000)
        _ = try open(clock: clock)
        #expect(incoming(store).isEmpty)
    }

    @Test func fullDiskAtAnyCallLeavesNoHalfBlob() throws {
        try open().close()
        for count in 0..<20 {
            let storage = FaultyStorage(failingAfter: 10_000)
            let store = try open(storage: storage)
            let fault = FaultyStorage(failingAfter: count)
            let blobs = BlobStore(store.context.with(fault), access: .readWrite)
            let bytes = Array("blob \(count)".utf8)
            do {
                let upload = try blobs.beginUpload()
                try upload.write(bytes)
                _ = try upload.finish()
                #expect(!fault.hasFailed)
            } catch { #expect(error.code == .full) }
            #expect(incoming(store).isEmpty)
            for digest in try store.blobs.digests() {
                #expect(try store.blobs.contents(of: digest)?.digest == digest)
            }
            if !fault.hasFailed { return }
        }
        Issue.record("an upload takes more than 20 calls")
    }

    @Test func halfCopiedBlobIsReplacedByTheNextUpload() throws {
        let store = try open()
        let bytes: [UInt8] = [1, 2, 3, 4]
        func upload() throws -> BlobReference {
            let upload = try store.blobs.beginUpload()
            try upload.write(bytes)
            return try upload.finish()
        }
        let made = try upload()
        let path = try #require(try store.blobs.open(made.digest)).path
        try Data([1, 2]).write(to: URL(fileURLWithPath: path))
        #expect(try upload() == made)
        #expect(try store.blobs.contents(of: made.digest) == made)
    }
}

extension StoreContext {
    fileprivate func with(_ storage: any LogStorage) -> StoreContext {
        var context = self
        context.files = StoreFiles(storage: storage)
        return context
    }
}
