/// The content of a block to be written: whole batches, or a part of one.
struct BlockContent {
    /// The records' entries; empty where only the shape is asked for.
    var raw: [UInt8] = []
    var rawByteCount = 0
    var recordCount = 0
    var contentByteCount = 0
    var batchContinues = false
    var batchEnds = true

    init() {}

    init(_ block: BlockHeader, raw: [UInt8]) {
        self.raw = raw
        rawByteCount = block.rawByteCount
        recordCount = block.recordCount
        contentByteCount = block.contentByteCount
        batchContinues = block.batchContinues
        batchEnds = block.batchEnds
    }

    var isEmpty: Bool { recordCount == 0 }

    /// Takes what follows into the same block.
    mutating func append(_ next: BlockContent) {
        guard !isEmpty else { return self = next }
        raw += next.raw
        rawByteCount += next.rawByteCount
        recordCount += next.recordCount
        contentByteCount += next.contentByteCount
        batchEnds = next.batchEnds
    }
}

/// Decides which of a segment's blocks become one. Merging what it merged changes nothing.
///
/// Where a batch ends inside a block that ends many is not written anywhere, so blocks are joined and never cut; and a batch that does not fit one block
/// shares none but its last (specification: FileFormat, "Batch").
struct BlockMerger {
    let targetByteCount: Int
    /// Whole batches, or the end of a batch over several blocks and whole ones behind it.
    private var gathered = BlockContent()
    /// Of a batch whose end has not come yet.
    private var open = BlockContent()

    init(targetByteCount: Int) { self.targetByteCount = targetByteCount }

    /// Takes the next block, which has records.
    ///
    /// - Returns: the blocks that are complete, in order.
    mutating func take(_ block: BlockContent) -> [BlockContent] {
        var complete: [BlockContent] = []
        if !open.isEmpty && open.rawByteCount + block.rawByteCount > targetByteCount {
            // The batch does not fit one block: what was gathered before its first part stands alone.
            emit(&gathered, to: &complete)
            emit(&open, to: &complete)
        }
        open.append(block)
        if open.batchEnds {
            if !gathered.isEmpty && gathered.rawByteCount + open.rawByteCount > targetByteCount { emit(&gathered, to: &complete) }
            gathered.append(open)
            open = BlockContent()
        }
        return complete
    }

    /// What is left when the segment ends; nil when its last batch does not.
    mutating func finish() -> [BlockContent]? {
        guard open.isEmpty else { return nil }
        var complete: [BlockContent] = []
        emit(&gathered, to: &complete)
        return complete
    }

    private func emit(_ content: inout BlockContent, to complete: inout [BlockContent]) {
        if !content.isEmpty { complete.append(content) }
        content = BlockContent()
    }
}
