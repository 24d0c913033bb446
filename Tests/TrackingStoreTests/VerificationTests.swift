import Foundation
import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct VerificationTests {
    let directory = TemporaryDirectory()

    /// A closed store with a run, a model and two blobs.
    private func makeStore() throws -> String {
        let path = directory.path(of: "store")
        let store = try TestStore(at: path)
        let run = try store.commands.start(in: try store.commands.create("a").value.id).value.id
        for index in 0..<20 { _ = try store.commands.log(run, metric: "m", Double(index)) }
        _ = try store.commands.register("m")
        _ = try store.commands.addVersion("m")
        for index in 0..<2 {
            let upload = try store.directory.blobs.beginUpload()
            try upload.write(Array("blob \(index)".utf8))
            let made = try store.commands.recordArtifact(path: "f\(index)", blob: try upload.finish(), by: TestStore.origin)
            try made.ticket?.wait()
        }
        try store.directory.close()
        return path
    }

    private func verify(_ path: String) throws -> StoreVerification {
        let store = try StoreDirectory.open(at: path, access: .readOnly, createIfMissing: false, logger: .silent)
        return try StoreVerification.run(on: store)
    }

    @Test func intactStoreHasNoFindings() throws {
        let path = try makeStore()
        let before = path.filesBelow
        var steps = 0
        let store = try StoreDirectory.open(at: path, access: .readOnly, createIfMissing: false, logger: .silent)
        let outcome = try StoreVerification.run(on: store) { progress in
            steps += 1
            #expect(progress.checkedByteCount <= progress.totalByteCount)
        }
        #expect(outcome.findings == [])
        #expect(outcome.logCount == 2 && outcome.blobCount == 2)
        #expect(outcome.recordCount == 29)
        #expect(steps > 0)
        #expect(path.filesBelow == before)
    }

    @Test func flippedBitIsFoundWithItsFile() throws {
        let path = try makeStore()
        for name in path.filesBelow where name.hasSuffix(".seg") || name.hasPrefix("blobs/") {
            let byteCount = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)).count
            for offset in stride(from: 0, to: byteCount, by: max(byteCount / 40, 1)) {
                try flipBit(of: path + "/" + name, at: offset)
                let findings = try verify(path).findings
                #expect(findings.contains { $0.path == path + "/" + name }, "\(name), byte \(offset)")
                #expect(findings.contains { $0.path == path + "/" + name && $0.byteOffset != nil }, "\(name), byte \(offset)")
                try flipBit(of: path + "/" + name, at: offset)
            }
        }
        #expect(try verify(path).findings == [])
    }

    @Test func missingBlobIsFound() throws {
        let path = try makeStore()
        let blob = try #require(path.filesBelow.first { $0.hasPrefix("blobs/") })
        try FileManager.default.removeItem(atPath: path + "/" + blob)
        let findings = try verify(path).findings
        #expect(findings.map(\.path) == [path + "/" + blob])
        #expect(findings.first?.message.contains("missing") == true)
    }
}
