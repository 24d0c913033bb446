import ArgumentParser
import SegmentLog

struct LogStatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stat", abstract: "Print a log's identity, size and state.",
        discussion: """
            Example:
              cairn log stat cairn-store/logs/0123456789abcdef0123456789abcdef
            """)

    @OptionGroup var log: LogDirectoryOptions

    func run() throws {
        let statistics = try LogStatistics(log)
        if log.json { try JSONOutput.print(statistics) } else { print(statistics.text) }
    }
}
