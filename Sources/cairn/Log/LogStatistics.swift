import ContentHashing
import LogCheckpoints
import SegmentLog

/// What `log stat` says.
struct LogStatistics: Encodable {
    var log: String
    var label: String
    var records: UInt64
    var segments: Int
    var blocks: Int
    var storedBytes: UInt64
    var contentBytes: UInt64
    var closed: Bool
    var writerAlive: Bool
    var root: String?
    /// Of a signed log whose first header is right.
    var verifierKey: String?
    var damage: Int

    init(_ options: LogDirectoryOptions) throws {
        let (directory, storage) = (options.directory, try options.storage())
        let reader = try LogReader(directory: directory, storage: storage)
        let report = try LogVerification.verify(directory: directory, storage: storage)
        log = reader.logID.description
        label = String(decoding: reader.label, as: UTF8.self)
        records = report.recordCount
        segments = report.segmentCount
        blocks = report.blockCount
        storedBytes = report.storedByteCount
        contentBytes = report.contentByteCount
        closed = report.isClosed
        writerAlive = try LogWriter.isWriterAlive(directory: directory, storage: storage)
        root = report.root?.description
        verifierKey = (try? VerifierKey(of: reader.firstHeader))?.description
        damage = report.damage.count
    }

    var text: String {
        let ratio = contentBytes > 0 ? " (\(storedBytes * 100 / contentBytes) % of what was written)" : ""
        let state = writerAlive ? "a writer is at work" : closed ? "closed" : "its writer ended without closing it"
        return """
            log       \(log)
            label     \(label)
            records   \(records)
            segments  \(segments), \(blocks) blocks
            size      \(ByteCountText.of(storedBytes)) on disk, \(ByteCountText.of(contentBytes)) of records\(ratio)
            state     \(state)
            root      \(root ?? "-")
            key       \(verifierKey ?? "-")
            damage    \(damage == 0 ? "none" : "\(damage) findings; see `cairn log verify`")
            """
    }
}
