import BlockCodec
import ByteCoding
import ContentHashing

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
    /// What one commit writes; the raw bytes of a block that several batches share; a block's header; the commit's leaves: kept, so that they are
    /// allocated once.
    private var output = ByteWriter()
    private var raw: [UInt8] = []
    private var headerBytes = ByteWriter()
    private var leaves: [Digest] = []

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
        try emitBlock(BlockShape(), of: [], 0..<0, watermark: watermark)
        try file.write(output.bytes, at: offset)
    }

    /// Syncs what is not durable yet, then writes and syncs watermark and footer. The next write makes a new segment.
    func seal(durableEnd: SequenceNumber) throws(LogError) {
        guard let file else { return }
        if ledger.end > durableEnd { try file.synchronizeData() }
        let offset = ledger.endOffset
        output.bytes.removeAll(keepingCapacity: true)
        if ledger.watermark < ledger.end { try emitBlock(BlockShape(), of: [], 0..<0, watermark: ledger.end) }
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
        file = try Self.makeFile(
            bytes, temporary: directory + "/" + SegmentName.temporary(header.firstSequenceNumber), final: path, in: directory, storage)
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

    /// A file that is whole under its final name or not there: written and synced under another name, renamed, the directory synced.
    static func makeFile(
        _ bytes: [UInt8], temporary: String, final: String, in directory: String, _ storage: any LogStorage
    ) throws(LogError) -> any LogFile {
        try storage.removeFile(temporary)
        let file = try storage.createFile(temporary)
        try file.write(bytes, at: 0)
        try file.synchronizeData()
        try storage.rename(temporary, to: final)
        try storage.synchronizeDirectory(directory)
        return file
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
        raw.removeAll(keepingCapacity: true)
        for (number, batch) in batches.enumerated() {
            if shape.recordCount > 0 && raw.count + batch.bytes.count > options.blockByteCountTarget {
                try flush(&shape, watermark: watermark)
            }
            if batch.pieces.isEmpty {
                shape.recordCount += batch.recordCount
                shape.contentByteCount += batch.contentByteCount
                raw.append(contentsOf: batch.bytes)
            } else {
                try encodePieces(of: batch, isLast: number == batches.count - 1, &shape, watermark: watermark)
            }
            if tree != nil { leaves.append(contentsOf: batch.leaves) }
        }
        if shape.recordCount > 0 { try flush(&shape, watermark: watermark) }
        tree?.append(contentsOf: &leaves)
    }

    /// A batch over several blocks, made from where it lies; the last one stays open for the batches that follow, if any do.
    private func encodePieces(
        of batch: EncodedBatch, isLast: Bool, _ shape: inout BlockShape, watermark: SequenceNumber
    ) throws(LogError) {
        for (number, piece) in batch.pieces.enumerated() {
            shape = BlockShape(
                recordCount: piece.recordCount, contentByteCount: piece.contentByteCount, batchContinues: number > 0,
                batchEnds: number == batch.pieces.count - 1)
            if shape.batchEnds && !isLast {
                raw.append(contentsOf: batch.bytes[piece.range])
            } else {
                try emitBlock(shape, of: batch.bytes, piece.range, watermark: watermark)
            }
        }
        if isLast { shape = BlockShape() }
    }

    private func flush(_ shape: inout BlockShape, watermark: SequenceNumber) throws(LogError) {
        try emitBlock(shape, of: raw, 0..<raw.count, watermark: watermark)
        shape = BlockShape()
        raw.removeAll(keepingCapacity: true)
    }

    /// Compresses `range` of `entries` and appends the block to `output`. Without records, a watermark block.
    private func emitBlock(
        _ shape: BlockShape, of entries: [UInt8], _ range: Range<Int>, watermark: SequenceNumber
    ) throws(LogError) {
        let start = output.count
        let storedStart = start + BlockHeader.byteCount
        output.append(contentsOf: Self.headerRoom)
        let codec = try store(entries.span.extracting(range))
        var block = BlockHeader(
            codec: codec, batchContinues: shape.batchContinues, batchEnds: shape.batchEnds,
            storedByteCount: output.count - storedStart, rawByteCount: range.count, contentByteCount: shape.contentByteCount,
            recordCount: shape.recordCount, first: ledger.end, watermark: watermark, payloadChecksum: 0,
            previousHeaderChecksum: ledger.lastHeaderChecksum)
        block.payloadChecksum = logChecksum.payload(output.bytes.span.extracting(droppingFirst: storedStart), first: block.first)
        headerBytes.bytes.removeAll(keepingCapacity: true)
        block.append(to: &headerBytes, logChecksum)
        output.bytes.replaceSubrange(start..<storedStart, with: headerBytes.bytes)
        let padding = start + block.byteCountInFile(header.alignment) - output.count
        if padding > 0 { output.append(contentsOf: [UInt8](repeating: 0, count: padding)) }
        assert(ledger.objection(to: block) == nil)
        ledger.enter(block)
    }

    /// What a header's place holds until it is known.
    private static let headerRoom = [UInt8](repeating: 0, count: BlockHeader.byteCount)

    /// Appends the compressed form of `raw` to `output`, or `raw` as it is when that would not be shorter.
    private func store(_ raw: Span<UInt8>) throws(LogError) -> BlockCodec {
        let start = output.count
        // Shorter blocks never shrink.
        if options.codec != .none, raw.count > 16 {
            do {
                if try options.codec.compress(raw, into: &output.bytes) < raw.count { return options.codec }
            } catch {
                throw LogError(.storageFailed, path: path, message: "a block could not be compressed: \(error)")
            }
            output.bytes.removeLast(output.count - start)
        }
        output.append(raw)
        return .none
    }
}
