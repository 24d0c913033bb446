import ArgumentParser
import SegmentLog

struct LogDumpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump", abstract: "Print the records of a log, a line each.",
        discussion: """
            Example:
              cairn log dump cairn-store/logs/0123456789abcdef0123456789abcdef --from 100 --count 20
            """)

    @OptionGroup var log: LogDirectoryOptions

    @Option(help: "The first sequence number.")
    var from: UInt64 = 0

    @Option(help: "How many records at most; all by default.")
    var count: UInt64?

    @Flag(help: "Print heads and bodies in hexadecimal too.")
    var bytes = false

    func run() throws {
        let reader = try log.reader()
        var follower = reader.follow(from: SequenceNumber(from))
        var left = count ?? .max
        while left > 0 {
            let batch = try follower.nextBatch()
            if batch.isEmpty { return }
            for record in batch.prefix(Int(clamping: left)) {
                try show(record)
            }
            left -= min(left, UInt64(batch.count))
        }
    }

    private func show(_ record: StoredRecord) throws {
        let line = RecordLine(record, withBytes: bytes)
        if log.json { try JSONOutput.printLine(line) } else { print(line.text) }
    }
}
