import ArgumentParser

/// `cairn`: the command line. Each subcommand is a file of its own; this one lists them.
@main
struct CairnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cairn",
        abstract: "A tracking store and model registry for machine learning, on an append-only log.",
        discussion: """
            Every command takes --store DIR (else $CAIRN_STORE, else ./cairn-store), --json and --help.
            Exit codes: 0 fine; 1 a negative answer (not found, damage); 64 wrong usage; 74 the environment failed.

            Example:
              cairn serve --store ./cairn-store
            """,
        version: CairnVersion.text,
        subcommands: [
            ServeCommand.self, ExperimentsCommand.self, RunsCommand.self, ModelsCommand.self, ArtifactsCommand.self,
            DownloadCommand.self, AuditCommand.self, VerifyCommand.self, CompactCommand.self, ViewsCommand.self,
            LogCommand.self, VersionCommand.self,
        ])

    /// Parses and runs, and turns every failure into one sentence on standard error and the documented exit code.
    static func main() async {
        ProcessSignals.ignoreBrokenPipes()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            CommandExit.end(with: error, as: self)
        }
    }
}
