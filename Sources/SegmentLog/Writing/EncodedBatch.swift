import ByteCoding
import ContentHashing

/// A batch as it will stand in blocks, checked and hashed by the thread that submits it, before it takes the lock.
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
    init(_ batch: LogBatch, _ options: LogOptions, path: String) throws(LogError) {
        try Self.check(batch, options, path: path)
        bytes = batch.entries
        recordCount = batch.count
        contentByteCount = batch.contentByteCount
        let isCut = batch.entries.count > options.blockByteCountTarget
        pieces = isCut ? Self.pieces(of: batch, targetByteCount: options.blockByteCountTarget) : []
        leaves = options.hashesRecords ? RecordLeaves.of(batch.entries.span, count: batch.count) : []
    }

    private static func check(_ batch: LogBatch, _ options: LogOptions, path: String) throws(LogError) {
        guard !batch.isEmpty else { throw LogError(.invalidBatch, path: path, message: "a batch needs at least one record") }
        guard batch.largestContentByteCount <= options.maximumRecordByteCount else {
            throw LogError(
                .invalidBatch, path: path,
                message: "a record of \(batch.largestContentByteCount) bytes is over the log's maximum of "
                    + "\(options.maximumRecordByteCount); split it")
        }
        guard batch.entries.count <= options.maximumBatchByteCount else {
            throw LogError(
                .invalidBatch, path: path,
                message: "a batch of \(batch.entries.count) bytes is over the log's maximum of \(options.maximumBatchByteCount); split it")
        }
    }

    /// Cuts the batch's entries into blocks between records; nothing when one block holds it all.
    private static func pieces(of batch: LogBatch, targetByteCount: Int) -> [Piece] {
        var pieces: [Piece] = []
        var open = Piece(range: 0..<0, recordCount: 0, contentByteCount: 0)
        var reader = RecordEntryReader(batch.entries.span, first: .zero)
        while let record = reader.next() {
            if open.recordCount > 0 && reader.offset - open.range.lowerBound > targetByteCount {
                pieces.append(open)
                open = Piece(range: open.range.upperBound..<open.range.upperBound, recordCount: 0, contentByteCount: 0)
            }
            open.range = open.range.lowerBound..<reader.offset
            open.recordCount += 1
            open.contentByteCount += record.head.count + record.body.count
        }
        if !pieces.isEmpty { pieces.append(open) }
        return pieces
    }
}
