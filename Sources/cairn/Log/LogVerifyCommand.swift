import ArgumentParser
import SegmentLog

struct LogVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check every byte of a log.",
        discussion: """
            Exits with 1 and names file, offset and what is wrong when anything is damaged.

            Example:
              cairn log verify cairn-store/logs/0123456789abcdef0123456789abcdef
            """)

    @OptionGroup var log: LogDirectoryOptions

    func run() throws {
        let bar = ProgressBar("verifying")
        let report = try LogVerification.verify(directory: log.directory, storage: log.storage()) { done, total in
            bar.update(done: done, total: total)
        }
        bar.finish()
        try log.json ? JSONOutput.print(Verdict(report)) : show(report)
        if !report.isIntact { throw ExitCode(CommandFailure.Code.negative.rawValue) }
    }

    private func show(_ report: LogVerificationReport) {
        for note in report.notes { print("note: \(note)") }
        guard report.isIntact else {
            for damage in report.damage { StandardError.write("damaged: \(damage)\n") }
            return
        }
        print("intact: \(report.recordCount) records in \(report.segmentCount) segments, \(ByteCountText.of(report.storedByteCount))")
    }

    private struct Verdict: Encodable {
        struct Damage: Encodable {
            var file: String
            var byteOffset: UInt64
            var kind: String
            var message: String
        }
        var intact: Bool
        var records: UInt64
        var notes: [String]
        var damage: [Damage]

        init(_ report: LogVerificationReport) {
            intact = report.isIntact
            records = report.recordCount
            notes = report.notes
            damage = report.damage.map {
                Damage(file: $0.file, byteOffset: $0.byteOffset, kind: $0.kind.description, message: $0.message)
            }
        }
    }
}
