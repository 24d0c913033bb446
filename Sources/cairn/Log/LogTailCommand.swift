import ArgumentParser
import Foundation
import SegmentLog

struct LogTailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail", abstract: "Print the last records of a log, and with --follow each new one once it is durable.",
        discussion: """
            Example:
              cairn log tail cairn-store/logs/0123456789abcdef0123456789abcdef --follow
            """)

    @OptionGroup var log: LogDirectoryOptions

    @Option(name: [.customShort("n"), .long], help: "How many of the last records to begin with.")
    var count: UInt64 = 10

    @Flag(name: [.customShort("f"), .long], help: "Go on until interrupted.")
    var follow = false

    /// How often a followed log is looked at.
    private static let pollSeconds = 0.1

    func run() throws {
        let reader = try log.reader()
        let end = reader.deliverableEnd.rawValue
        var follower = reader.follow(from: SequenceNumber(end - min(end, count)))
        while true {
            let batch = try follower.nextBatch()
            for record in batch { try show(record) }
            if batch.isEmpty {
                guard follow else { return }
                Thread.sleep(forTimeInterval: Self.pollSeconds)
            }
        }
    }

    private func show(_ record: StoredRecord) throws {
        let line = RecordLine(record, withBytes: false)
        if log.json { try JSONOutput.printLine(line) } else { StandardOutput.printNow(line.text) }
    }
}
