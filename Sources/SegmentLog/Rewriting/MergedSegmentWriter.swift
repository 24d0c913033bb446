import BlockCodec
import ByteCoding

/// Writes a sealed segment again, under the same header: its blocks, a last watermark, its footer.
///
/// Every record of the segment is durable already, in the file that is to be replaced. So each block's watermark is the highest that a header may
/// say: the end of the last whole batch before it.
struct MergedSegmentWriter {
    let file: any LogFile
    private let source: SegmentFile
    private let codec: BlockCodec
    private var ledger: SegmentLedger
    /// The end of the last whole batch.
    private var batchEnd: SequenceNumber
    /// What is not in the file yet.
    private var output = ByteWriter()
    private var writtenByteCount: UInt64 = 0
    private var stored: [UInt8] = []

    /// How much is gathered before it is written.
    private static let outputByteCount = 1 << 20

    /// - Parameters:
    ///   - file: empty.
    ///   - source: the segment whose header stands at the beginning of the new one too.
    init(_ file: any LogFile, _ source: SegmentFile, _ codec: BlockCodec) throws(LogError) {
        self.file = file
        self.source = source
        self.codec = codec
        ledger = source.ledger
        batchEnd = ledger.end
        output.append(contentsOf: try source.file.read(at: 0, byteCount: Int(ledger.endOffset)))
    }

    /// The length of header and blocks so far.
    var byteCount: UInt64 { ledger.endOffset }

    mutating func append(_ content: BlockContent) throws(LogError) {
        try emit(content)
        if output.count >= Self.outputByteCount { try flush() }
    }

    /// Writes the last watermark and the footer.
    ///
    /// - Parameter footer: of the source: the tree over the same records is the same.
    /// - Returns: the length of the file.
    mutating func finish(_ footer: SegmentFooter) throws(LogError) -> UInt64 {
        try emit(BlockContent())
        var own = ledger.footer(tree: nil)
        own.nodes = footer.nodes
        own.frontierHashes = footer.frontierHashes
        output.append(contentsOf: own.encoded(source.header.alignment, source.logChecksum))
        try flush()
        return writtenByteCount
    }

    private mutating func flush() throws(LogError) {
        try file.write(output.bytes, at: writtenByteCount)
        writtenByteCount += UInt64(output.count)
        output.bytes.removeAll(keepingCapacity: true)
    }

    /// Without records, a watermark block.
    private mutating func emit(_ content: BlockContent) throws(LogError) {
        let isCompressed = try compress(content.raw)
        var block = BlockHeader(
            codec: isCompressed ? codec : .none, batchContinues: content.batchContinues, batchEnds: content.batchEnds,
            storedByteCount: isCompressed ? stored.count : content.raw.count, rawByteCount: content.raw.count,
            contentByteCount: content.contentByteCount, recordCount: content.recordCount, first: ledger.end, watermark: batchEnd,
            payloadChecksum: 0, previousHeaderChecksum: ledger.lastHeaderChecksum)
        let payload = isCompressed ? stored : content.raw
        block.payloadChecksum = source.logChecksum.payload(payload.span, first: block.first)
        block.append(to: &output, source.logChecksum)
        output.append(contentsOf: payload)
        let padding = block.byteCountInFile(source.header.alignment) - BlockHeader.byteCount - payload.count
        output.append(contentsOf: [UInt8](repeating: 0, count: padding))
        assert(ledger.objection(to: block) == nil)
        ledger.enter(block)
        if block.batchEnds { batchEnd = ledger.end }
    }

    /// Leaves the compressed form of `raw` in `stored`; false when it is no shorter.
    private mutating func compress(_ raw: [UInt8]) throws(LogError) -> Bool {
        stored.removeAll(keepingCapacity: true)
        do {
            try codec.compress(raw.span, into: &stored)
        } catch {
            throw LogError(.storageFailed, path: source.path, message: "a block could not be compressed: \(error); give it more memory")
        }
        return stored.count < raw.count
    }
}
