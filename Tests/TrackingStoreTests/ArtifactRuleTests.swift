import ContentHashing
import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct ArtifactRuleTests {
    let directory = TemporaryDirectory()
    private let blob = BlobReference(digest: .zero, byteCount: 1, pieceRoot: .zero)
    private let other = BlobReference(digest: SHA256.digest([1]), byteCount: 1, pieceRoot: .zero)

    @Test(arguments: TestStore.Folding.allCases)
    func pathIsAFileOrADirectory(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        func write(_ path: String) throws {
            try store.perform(folding) { try $0.recordArtifact(path: path, blob: blob, by: TestStore.origin) }
        }
        try write("1/run/artifacts/a/b.txt")
        #expect(refusal { try write("1/run/artifacts/a") } == #"pathIsDirectory("1/run/artifacts/a")"#)
        #expect(refusal { try write("1/run/artifacts/a/b.txt/c") } == #"pathIsFile("1/run/artifacts/a/b.txt")"#)
        try store.perform(folding) { try $0.deleteArtifact(path: "1/run/artifacts/a", by: TestStore.origin) }
        try write("1/run/artifacts/a")
        try store.fold(through: try store.commands.create("flush").ticket)
        #expect(store.facts.state.artifacts.keys.sorted() == ["1/run/artifacts/a"])
    }

    @Test(arguments: TestStore.Folding.allCases)
    func sameBytesAgainWriteNothingAndOtherBytesReplace(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        for blob in [blob, blob, other, other, blob] {
            try store.perform(folding) { try $0.recordArtifact(path: "f", blob: blob, by: TestStore.origin) }
        }
        try store.fold(through: try store.commands.create("flush").ticket)
        #expect(store.facts.events.count { $0.head.type == .artifactWritten } == 3)
        #expect(store.facts.state.artifacts["f"] == blob)
    }

    @Test(arguments: TestStore.Folding.allCases)
    func deletingWhatIsNotThereWritesNothing(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        #expect(try store.commands.deleteArtifact(path: "x", by: TestStore.origin).position == nil)
        try store.perform(folding) { try $0.recordArtifact(path: "x/y", blob: blob, by: TestStore.origin) }
        try store.perform(folding) { try $0.deleteArtifact(path: "x/y", by: TestStore.origin) }
        try store.perform(folding) { try $0.deleteArtifact(path: "x/y", by: TestStore.origin) }
        try store.fold(through: try store.commands.create("flush").ticket)
        #expect(store.facts.events.count { $0.head.type == .artifactDeleted } == 1)
    }

    @Test func ownerFollowsFromThePath() {
        let run = String(repeating: "0a", count: 16)
        #expect(ArtifactPath.owner(of: "12/\(run)/artifacts/model/MLmodel") == .run(RunID(run)))
        #expect(ArtifactPath.owner(of: "team/x/\(run)/artifacts/f") == .run(RunID(run)))
        #expect(ArtifactPath.owner(of: "12/models/m-\(run)/artifacts/f") == .loggedModel(LoggedModelID("m-\(run)")))
        #expect(ArtifactPath.owner(of: "12/other/artifacts/f") == nil)
        #expect(ArtifactPath.owner(of: "artifacts/f") == nil)
    }
}
