import ByteCoding
import ContentHashing

/// A batch as it will stand in blocks, made by the thread that submits it, before it takes the lock.
struct EncodedBatch: Sendable {
    /// The entries of its records, one after the other.
    let bytes: [UInt8]
    let recordCount: Int
    let contentByteCount: Int
    /// The records' leaves in the log's tree; empty when the log keeps none.
    let leaves: [Digest]
    /// Where the batch is cut when it takes several blocks; empty when it fits one.
    let pieces: [Piece]

    /// The part of a batch that stands in one block.
    struct Piece: Sendable {
        var range: Range<Int>
        var recordCount: Int
        var contentByteCount: Int
    }

    /// - Parameter path: for errors.
    init(_ records: [LogRecord], _ options: LogOptions, path: String) throws(LogError) {
        let byteCount = try Self.checkedByteCount(of: records, options, path: path)
        var writer = ByteWriter(reservingByteCount: byteCount)
        var cutter = PieceCutter(targetByteCount: options.blockByteCountTarget)
        for record in records {
            let start = writer.count
            RecordEntry.append(record, to: &writer)
            cutter.take(start..<writer.count, contentByteCount: record.head.count + record.body.count)
        }
        bytes = writer.bytes
        recordCount = records.count
        contentByteCount = cutter.contentByteCount
        pieces = cutter.finish()
        leaves =
            options.hashesRecords
            ? records.map { MerkleHash.recordLeaf(head: $0.head.span, bodyHash: SHA256.digest($0.body)) } : []
    }

    private static func checkedByteCount(of records: [LogRecord], _ options: LogOptions, path: String) throws(LogError) -> Int {
        guard !records.isEmpty else { throw LogError(.invalidBatch, path: path, message: "a batch needs at least one record") }
        var byteCount = 0
        for record in records {
            let contentByteCount = record.head.count + record.body.count
            guard contentByteCount <= options.maximumRecordByteCount else {
                throw LogError(
                    .invalidBatch, path: path,
                    message:
                        "a record of \(contentByteCount) bytes is over the log's maximum of \(options.maximumRecordByteCount); split it")
            }
            byteCount += RecordEntry.byteCount(of: record)
        }
        guard byteCount <= options.maximumBatchByteCount else {
            throw LogError(
                .invalidBatch, path: path,
                message: "a batch of \(byteCount) bytes is over the log's maximum of \(options.maximumBatchByteCount); split it")
        }
        return byteCount
    }
}

/// Cuts a batch's entries into blocks between records.
private struct PieceCutter {
    let targetByteCount: Int
    private(set) var contentByteCount = 0
    private var pieces: [EncodedBatch.Piece] = []
    private var open = EncodedBatch.Piece(range: 0..<0, recordCount: 0, contentByteCount: 0)

    init(targetByteCount: Int) { self.targetByteCount = targetByteCount }

    mutating func take(_ entry: Range<Int>, contentByteCount: Int) {
        if open.recordCount > 0 && entry.upperBound - open.range.lowerBound > targetByteCount {
            pieces.append(open)
            open = EncodedBatch.Piece(range: entry.lowerBound..<entry.lowerBound, recordCount: 0, contentByteCount: 0)
        }
        open.range = open.range.lowerBound..<entry.upperBound
        open.recordCount += 1
        open.contentByteCount += contentByteCount
        self.contentByteCount += contentByteCount
    }

    /// Nothing when one block holds it all.
    mutating func finish() -> [EncodedBatch.Piece] {
        if !pieces.isEmpty { pieces.append(open) }
        return pieces
    }
}
