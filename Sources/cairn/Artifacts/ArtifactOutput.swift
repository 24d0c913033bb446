import CairnCore
import ContentHashing
import TrackingEvents
import TrackingViews

/// An artifact as `--json` prints it.
struct ArtifactOutput: Encodable {
    var path: String
    var directory: Bool
    var bytes: UInt64?
    var sha256: String?
    var pieceRoot: String?

    init(_ entry: ArtifactEntry) {
        path = entry.isDirectory ? entry.name + "/" : entry.name
        directory = entry.isDirectory
        bytes = entry.byteCount
    }

    init(_ file: ArtifactFile) {
        path = file.relativePath
        directory = false
        bytes = file.blob.byteCount
        sha256 = file.blob.digest.description
        pieceRoot = file.blob.pieceRoot.description
    }
}
