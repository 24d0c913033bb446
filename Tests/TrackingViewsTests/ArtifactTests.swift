import ContentHashing
import Testing
import TrackingEvents

@testable import TrackingViews

@Suite struct ArtifactTests {
    let temporary: TemporaryViews
    let script = EventScript()
    var views: TrackingViews { temporary.views }

    init() throws { temporary = try TemporaryViews() }

    private func write(_ path: String, _ content: String = "x") {
        let digest = SHA256.digest(Array(content.utf8))
        script.add(
            .artifactWritten(
                ArtifactWritten(path: path, blob: BlobReference(digest: digest, byteCount: UInt64(content.utf8.count), pieceRoot: digest))))
    }

    private func list(_ path: String) throws -> [String] {
        try views.fold(from: script)
        return try views.listArtifacts(below: path).map { $0.isDirectory ? $0.name + "/" : "\($0.name) \($0.byteCount ?? 0)" }
    }

    @Test func listsOneLevel() throws {
        for path in ["1/r/a.txt", "1/r/model/MLmodel", "1/r/model/data/x", "1/r/model-b", "1/r/model.txt", "1/r/ü/+%&?", "1/r0", "2/x"] {
            write(path)
        }
        #expect(try list("1/r") == ["a.txt 1", "model/", "model-b 1", "model.txt 1", "ü/"])
        #expect(try list("1/r/model") == ["MLmodel 1", "data/"])
        #expect(try list("1/r/ü") == ["+%&? 1"])
        #expect(try list("") == ["1/", "2/"])
        #expect(try list("1/r/a.txt").isEmpty && list("1/r/nothing").isEmpty && list("1/r/mod").isEmpty)
        #expect(
            try views.hasArtifacts(below: "1/r/model") && !views.hasArtifacts(below: "1/r/mod") && views.artifact(at: "1/r/model") == nil)
    }

    @Test func overwritesAndDeletes() throws {
        write("1/a/b", "old")
        write("1/a/b", "newer")
        write("1/a/c/d")
        #expect(try list("1/a") == ["b 5", "c/"])
        script.add(.artifactDeleted(ArtifactDeleted(path: "1/a/c")))
        #expect(try list("1/a") == ["b 5"])
        script.add(.artifactDeleted(ArtifactDeleted(path: "1")))
        #expect(try list("").isEmpty)
        write("1/a/b", "again")
        #expect(try list("1/a") == ["b 5"])
        #expect(try views.artifact(at: "1/a/b")?.digest == SHA256.digest(Array("again".utf8)))
    }
}
