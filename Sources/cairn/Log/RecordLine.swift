import ByteCoding
import ContentHashing
import SegmentLog
import TrackingEvents

/// One record as `log dump` and `log tail` show it: its event where it is one, its sizes in any case.
struct RecordLine: Encodable {
    var sequence: UInt64
    var headByteCount: Int
    var bodyByteCount: Int?
    var erased: Bool
    var event: String?
    var time: Int64?
    var actor: String?
    var entities: [String]?
    var problem: String?
    var head: String?
    var body: String?
    /// Its leaf in the log's Merkle tree: what proofs are about.
    var hash: String?

    init(_ record: StoredRecord, withBytes: Bool) {
        sequence = record.position.sequence.rawValue
        headByteCount = record.head.count
        bodyByteCount = record.body?.count
        erased = record.body == nil
        do {
            let head = try EventCodec.decodeHead(record.head)
            event = "\(head.type)"
            time = head.wallClockMilliseconds
            actor = head.actor.name
            entities = head.entities.map(\.description)
        } catch {
            problem = "not an event: \(error)"
        }
        if withBytes {
            head = Hexadecimal.text(of: record.head)
            body = record.body.map(Hexadecimal.text(of:))
            hash = record.leaf.description
        }
    }

    var text: String {
        var columns = [String(sequence).leftPadded(to: 8), time.map(TimeText.of(milliseconds:)) ?? "-"]
        columns.append((event ?? "(record)").rightPadded(to: 26))
        columns.append(erased ? "erased" : "\(headByteCount)+\(bodyByteCount ?? 0) B")
        if let actor { columns.append(TextTable.oneLine(actor)) }
        columns += entities ?? []
        var line = columns.joined(separator: "  ")
        if let head { line += "\n          head \(head)" }
        if let body { line += "\n          body \(body)" }
        if let hash { line += "\n          hash \(hash)" }
        return line
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
    fileprivate func rightPadded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
