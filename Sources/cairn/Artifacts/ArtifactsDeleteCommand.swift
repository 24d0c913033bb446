import ArgumentParser
import CairnCore
import TrackingStore

struct ArtifactsDeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete an artifact, or a directory of artifacts; the bytes are kept, and can be restored.",
        discussion: "Example:\n  cairn artifacts delete runs:/0123456789abcdef0123456789abcdef/checkpoints")

    @OptionGroup var store: StoreLocation
    @OptionGroup var why: ReasonOption
    @OptionGroup var uri: ArtifactURI

    func run() throws {
        let uri = try uri.parsed()
        try store.command { store in
            // Only what is there can be deleted: a misspelt path is a negative answer.
            _ = try store.artifactFiles(of: uri)
            return try store.commands.deleteArtifact(
                path: store.locator.treePath(of: uri), by: store.localOrigin(reason: why.reason))
        }
        try store.confirm("deleted", self.uri.text)
    }
}
