import ArgumentParser
import CairnCore

struct ArtifactsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an artifact's size and digest, or those of everything below a directory.",
        discussion: "Example:\n  cairn artifacts show runs:/0123456789abcdef0123456789abcdef/model/MLmodel")

    @OptionGroup var store: StoreLocation
    @OptionGroup var uri: ArtifactURI

    func run() throws {
        let uri = try uri.parsed()
        let items = try store.use { try $0.artifactFiles(of: uri) }.map(ArtifactOutput.init)
        if store.json { return try JSONOutput.print(items) }
        for item in items {
            print("\(item.path)\n  size    \(item.bytes ?? 0) bytes\n  sha256  \(item.sha256 ?? "-")\n  pieces  \(item.pieceRoot ?? "-")")
        }
    }
}
