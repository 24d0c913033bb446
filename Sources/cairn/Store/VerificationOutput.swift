import TrackingStore

/// A store's verification as `--json` prints it.
struct VerificationOutput: Encodable {
    struct Finding: Encodable {
        var path: String
        var byteOffset: UInt64?
        var message: String
    }

    var intact: Bool
    var logs: Int
    var records: UInt64
    var blobs: Int
    var bytes: UInt64
    var findings: [Finding]

    init(_ report: StoreVerification) {
        intact = report.findings.isEmpty
        logs = report.logCount
        records = report.recordCount
        blobs = report.blobCount
        bytes = report.byteCount
        findings = report.findings.map { Finding(path: $0.path, byteOffset: $0.byteOffset, message: $0.message) }
    }
}
