import ArgumentParser

/// The log's own tools: they know nothing of stores, and work on any SegmentLog directory.
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Look into one segment log, and make it smaller.",
        discussion: """
            Example:
              cairn log stat cairn-store/logs/0123456789abcdef0123456789abcdef
            """,
        subcommands: [
            LogDumpCommand.self, LogRewriteCommand.self, LogStatCommand.self, LogTailCommand.self, LogVerifyCommand.self,
            LogCheckpointCommand.self, LogProveCommand.self, LogVerifyProofCommand.self,
        ])
}
