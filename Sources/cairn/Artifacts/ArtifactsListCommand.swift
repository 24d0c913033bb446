import ArgumentParser
import CairnCore
import TrackingEvents
import TrackingViews

struct ArtifactsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "List the artifacts of a run, a version or a logged model.",
        discussion: "Example:\n  cairn artifacts ls models:/fraud@champion --recursive")

    @OptionGroup var store: StoreLocation
    @OptionGroup var uri: ArtifactURI

    @Flag(name: .shortAndLong, help: "Everything below, with digests.")
    var recursive = false

    func run() throws {
        let uri = try uri.parsed()
        if recursive {
            let files = try store.use { try $0.artifactFiles(of: uri) }
            return try show(files.map(ArtifactOutput.init))
        }
        let entries = try store.use { try $0.views.listArtifacts(below: $0.locator.treePath(of: uri)) }
        try show(entries.map(ArtifactOutput.init))
    }

    private func show(_ items: [ArtifactOutput]) throws {
        if store.json { return try JSONOutput.print(items) }
        var table = TextTable("PATH", "SIZE", "SHA-256")
        for item in items { table.add(item.path, item.bytes.map(ByteCountText.of) ?? "-", item.sha256 ?? "") }
        print(table.text(orIfEmpty: "no artifacts"))
    }
}
