import ArgumentParser
import CairnCore
import TrackingStore

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Re-hash every log and every artifact of a store.",
        discussion: """
            Exits with 1 and names file, offset and what is wrong when anything is damaged. Touches nothing; a server may be running.

            Example:
              cairn verify --store ./cairn-store
            """)

    @OptionGroup var store: StoreLocation

    func run() throws {
        let report = try verification()
        if store.json { try JSONOutput.print(VerificationOutput(report)) } else { show(report) }
        if !report.findings.isEmpty { throw ExitCode(CommandFailure.Code.negative.rawValue) }
    }

    /// Reads the logs themselves: the views are not asked, and need not be there.
    private func verification() throws -> StoreVerification {
        let directory = try StoreDirectory.open(
            at: store.path, access: .readOnly, createIfMissing: false, logger: StoreLocation.quietLogger)
        let bar = ProgressBar("verifying")
        defer { bar.finish() }
        let report = try StoreVerification.run(on: directory) { bar.update(done: $0.checkedByteCount, total: $0.totalByteCount) }
        try directory.close()
        return report
    }

    private func show(_ report: StoreVerification) {
        for finding in report.findings {
            let place = finding.byteOffset.map { "\(finding.path), byte offset \($0)" } ?? finding.path
            StandardError.write("damaged: \(place): \(finding.message)\n")
        }
        let size = ByteCountText.of(report.byteCount)
        let what = "\(report.recordCount) records in \(report.logCount) logs, \(report.blobCount) artifacts, \(size)"
        print(report.findings.isEmpty ? "intact: \(what)" : "\(report.findings.count) findings in \(what)")
    }
}
