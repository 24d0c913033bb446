import ArgumentParser

struct ArtifactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "artifacts", abstract: "List, show, delete and restore artifacts.",
        discussion: """
            Artifacts are named by runs:/RUN_ID/PATH or a models:/ URI.

            Example:
              cairn artifacts ls runs:/0123456789abcdef0123456789abcdef
            """,
        subcommands: [ArtifactsListCommand.self, ArtifactsShowCommand.self, ArtifactsDeleteCommand.self, ArtifactsRestoreCommand.self])
}
