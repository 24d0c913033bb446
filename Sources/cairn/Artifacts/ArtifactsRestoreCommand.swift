import ArgumentParser
import CairnCore
import SegmentLog
import TrackingStore

struct ArtifactsRestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Restore what was last deleted at a path.",
        discussion: "Example:\n  cairn artifacts restore runs:/0123456789abcdef0123456789abcdef/checkpoints")

    @OptionGroup var store: StoreLocation
    @OptionGroup var why: ReasonOption
    @OptionGroup var uri: ArtifactURI

    func run() throws {
        let uri = try uri.parsed()
        let restored = try store.use(.readWrite) { store in
            let root = try store.locator.treePath(of: uri)
            let files = try store.deletedArtifacts(at: root, of: uri)
            guard !files.isEmpty else { throw NotFound(message: "Nothing that was deleted is missing at \(self.uri.text).") }
            for file in files {
                let made = try store.commands.recordArtifact(
                    path: file.treePath, blob: file.blob, by: store.localOrigin(reason: why.reason))
                try made.ticket?.wait()
            }
            return files.map(\.relativePath)
        }
        if store.json { return try JSONOutput.print(["restored": restored]) }
        for path in restored { print("restored \(path)") }
    }
}
