import BlockCodec
import ByteCoding

/// Makes a log's segments, one after the other: the only place that writes them.
///
/// Belongs to whoever holds the writing role in `CommitState`; after an error it must not be used again. The order of system calls is the
/// specification's, FileFormat, "What a writer does".
final class SegmentAppender {
    let directory: String
    let storage: any LogStorage
    let options: LogOptions
    let logChecksum: LogChecksum
    /// The header of the segment at work, or of the next one to be made.
    private var header: SegmentHeader
    /// The segment at work; nil before its first block.
    private(set) var file: (any LogFile)?
    private var ledger: SegmentLedger
    private var tree: SegmentTree?
    private var lock: (any LogLock)?
    /// What one commit writes, and the raw and the compressed bytes of the block being made: kept, so that they are allocated once.
    private var output = ByteWriter()
    private var raw = ByteWriter()
    private var stored: [UInt8] = []

    /// - Parameters:
    ///   - header: of the segment that the first commit makes.
    ///   - lock: held already by whoever continues a log; nil for a new log, which takes it when it makes its first file.
    init(directory: String, storage: any LogStorage, options: LogOptions, header: SegmentHeader, lock: (any LogLock)?) {
        self.directory = directory
        self.storage = storage
        self.options = options
        self.header = header
        self.lock = lock
        logChecksum = LogChecksum(header.logID)
        ledger = SegmentLedger(header: header, headerChecksum: 0)
        tree = header.isHashed ? SegmentTree(startingAt: header.frontier) : nil
    }

    /// Goes on where a segment's last whole batch ends: for recovery, which seals it.
    ///
    /// - Parameter tree: the tree after `ledger`'s last record.
    init(
        directory: String, storage: any LogStorage, header: SegmentHeader, continuing file: any LogFile, _ ledger: SegmentLedger,
        _ tree: SegmentTree?, lock: any LogLock
    ) {
        self.directory = directory
        self.storage = storage
        options = LogOptions()
        self.header = header
        self.lock = lock
        self.file = file
        self.ledger = ledger
        self.tree = tree
        logChecksum = LogChecksum(header.logID)
    }

    /// Whether the next commit must go to a new segment.
    var isFull: Bool { file != nil && ledger.endOffset >= UInt64(options.segmentByteCountTarget) }
    /// The place after the last record written.
    var end: SequenceNumber { ledger.end }
    /// The watermark of the last header written.
    var watermark: SequenceNumber { ledger.watermark }

    private var path: String { directory + "/" + SegmentName.segment(header.firstSequenceNumber) }

    /// Writes the blocks of `batches` with one call.
    func write(_ batches: [EncodedBatch], watermark: SequenceNumber) throws(LogError) {
        if file == nil { try makeSegment() }
        let offset = ledger.endOffset
        output.bytes.removeAll(keepingCapacity: true)
        try encode(batches, watermark: watermark)
        try file?.write(output.bytes, at: offset)
    }

    /// Writes a block without records that says `watermark`, if the last header does not say so.
    func writeWatermark(_ watermark: SequenceNumber) throws(LogError) {
        guard let file, ledger.watermark < watermark else { return }
        let offset = ledger.endOffset
        output.bytes.removeAll(keepingCapacity: true)
        try emitBlock(BlockShape(), watermark: watermark)
        try file.write(output.bytes, at: offset)
    }

    /// Syncs what is not durable yet, then writes and syncs watermark and footer. The next write makes a new segment.
    func seal(durableEnd: SequenceNumber) throws(LogError) {
        guard let file else { return }
        if ledger.end > durableEnd { try file.synchronizeData() }
        let offset = ledger.endOffset
        output.bytes.removeAll(keepingCapacity: true)
        if ledger.watermark < ledger.end { try emitBlock(BlockShape(), watermark: ledger.end) }
        output.append(contentsOf: ledger.footer(tree: tree).encoded(header.alignment, logChecksum))
        try file.write(output.bytes, at: offset)
        try file.synchronizeData()
        prepareNextSegment()
    }

    /// Lets go of file and lock, whatever their state.
    func abandon() {
        file = nil
        lock?.release()
    }

    private func prepareNextSegment() {
        header.predecessorRecordCount = ledger.recordCount
        header.predecessorContentByteCount = ledger.contentByteCount
        header.firstSequenceNumber = ledger.end
        header.origin = nil
        tree = tree?.nextSegment
        if let tree { header.frontier = tree.frontier }
        ledger = SegmentLedger(header: header, headerChecksum: 0)
        file = nil
    }

    private func makeSegment() throws(LogError) {
        if lock == nil { try makeLog() }
        let (bytes, checksum) = header.encoded()
        file = try storage.replaceFile(
            path, making: directory + "/" + SegmentName.temporary(header.firstSequenceNumber), with: bytes, in: directory)
        ledger = SegmentLedger(header: header, headerChecksum: checksum)
    }

    /// The directory and the lock, and no second log where there is one.
    private func makeLog() throws(LogError) {
        try storage.createDirectory(directory)
        guard let lock = try storage.lock(directory + "/" + SegmentName.lock) else { throw LogWriter.lockIsHeld(directory) }
        self.lock = lock
        let names = try storage.fileNames(in: directory) ?? []
        guard !names.contains(where: { SegmentName.first(ofSegment: $0) != nil }) else { throw LogWriter.logIsThere(directory) }
    }
}

/// What is gathered for the next block.
private struct BlockShape {
    var recordCount = 0
    var contentByteCount = 0
    var batchContinues = false
    var batchEnds = true
}

extension SegmentAppender {
    /// Appends the blocks of `batches` to `output`, and their leaves to the tree.
    private func encode(_ batches: [EncodedBatch], watermark: SequenceNumber) throws(LogError) {
        var shape = BlockShape()
        raw.bytes.removeAll(keepingCapacity: true)
        for batch in batches {
            if shape.recordCount > 0 && raw.count + batch.bytes.count > options.blockByteCountTarget {
                try flush(&shape, watermark: watermark)
            }
            if batch.pieces.isEmpty {
                raw.append(contentsOf: batch.bytes)
                shape.recordCount += batch.recordCount
                shape.contentByteCount += batch.contentByteCount
            } else {
                try encodePieces(of: batch, &shape, watermark: watermark)
            }
            for leaf in batch.leaves { tree?.append(leaf) }
        }
        if shape.recordCount > 0 { try flush(&shape, watermark: watermark) }
    }

    /// A batch over several blocks; the last one stays open for the batches that follow.
    private func encodePieces(of batch: EncodedBatch, _ shape: inout BlockShape, watermark: SequenceNumber) throws(LogError) {
        for (number, piece) in batch.pieces.enumerated() {
            raw.append(contentsOf: batch.bytes[piece.range])
            shape.recordCount = piece.recordCount
            shape.contentByteCount = piece.contentByteCount
            shape.batchContinues = number > 0
            shape.batchEnds = number == batch.pieces.count - 1
            if !shape.batchEnds { try flush(&shape, watermark: watermark) }
        }
    }

    private func flush(_ shape: inout BlockShape, watermark: SequenceNumber) throws(LogError) {
        try emitBlock(shape, watermark: watermark)
        shape = BlockShape()
        raw.bytes.removeAll(keepingCapacity: true)
    }

    /// Compresses `raw`, which it uses up, and appends the block to `output`. Without records, a watermark block.
    private func emitBlock(_ shape: BlockShape, watermark: SequenceNumber) throws(LogError) {
        if shape.recordCount == 0 { raw.bytes.removeAll(keepingCapacity: true) }
        let codec = try compress()
        var block = BlockHeader(
            codec: codec, batchContinues: shape.batchContinues, batchEnds: shape.batchEnds,
            storedByteCount: codec == .none ? raw.count : stored.count, rawByteCount: raw.count,
            contentByteCount: shape.contentByteCount, recordCount: shape.recordCount, first: ledger.end, watermark: watermark,
            payloadChecksum: 0, previousHeaderChecksum: ledger.lastHeaderChecksum)
        if codec == .none { swap(&stored, &raw.bytes) }
        block.payloadChecksum = logChecksum.payload(stored.span, first: block.first)
        block.append(to: &output, logChecksum)
        output.append(contentsOf: stored)
        let padding = block.byteCountInFile(header.alignment) - BlockHeader.byteCount - block.storedByteCount
        if padding > 0 { output.append(contentsOf: [UInt8](repeating: 0, count: padding)) }
        assert(ledger.objection(to: block) == nil)
        ledger.enter(block)
    }

    /// Leaves the compressed form of `raw` in `stored`; `none` when it would not be shorter.
    private func compress() throws(LogError) -> BlockCodec {
        // Shorter blocks never shrink.
        guard options.codec != .none, raw.count > 16 else { return .none }
        stored.removeAll(keepingCapacity: true)
        do {
            try options.codec.compress(raw.bytes.span, into: &stored)
        } catch {
            throw LogError(.storageFailed, path: path, message: "a block could not be compressed: \(error)")
        }
        return stored.count < raw.count ? options.codec : .none
    }
}
