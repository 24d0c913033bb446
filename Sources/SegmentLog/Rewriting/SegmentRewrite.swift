import BlockCodec
import ContentHashing

/// Replaces one sealed segment by a denser one. The order of calls is that of the specification, FileFormat, "Rewriting"; after a crash between any
/// two, the segment's name leads to the old file or to the new one, and both are whole.
struct SegmentRewrite {
    let directory: String
    let storage: any LogStorage
    let options: LogRewritingOptions
    let segment: SegmentFile
    let footer: SegmentFooter
    let byteCount: UInt64

    /// How a rewrite ended.
    enum Ending {
        /// With the new length.
        case replaced(UInt64)
        case littleToGain
        case damaged(LogDamage)
        case cancelled
    }

    private var first: SequenceNumber { segment.header.firstSequenceNumber }
    private var temporary: String { directory + "/" + SegmentName.rewriting(first) }

    /// Whether merging and the codec would change nothing, or make the segment larger. Reads the blocks' headers only.
    func isDenseAlready() throws(LogError) -> Bool {
        var scanner = SegmentScanner(segment, readAheadByteCount: BlockHeader.byteCount)
        var merger = BlockMerger(targetByteCount: options.blockByteCountTarget)
        var counts = (blocks: 0, merged: 0, dense: 0, uncompressed: 0, others: 0)
        while scanner.ledger.endOffset < footer.offset, case .block(let block, _) = try scanner.next(.headers) {
            counts.blocks += 1
            guard block.recordCount > 0 else { continue }
            counts.merged += merger.take(BlockContent(block, raw: [])).count
            if block.codec == .none {
                counts.uncompressed += 1
            } else if block.codec.rawValue >= options.codec.rawValue {
                counts.dense += 1
            } else {
                counts.others += 1
            }
        }
        // What is wrong is for the reading of the whole to say.
        guard scanner.ledger.endOffset == footer.offset, let rest = merger.finish() else { return false }
        counts.merged += rest.count
        // One block more: the last watermark. A block stored as it is did not shrink, if others beside it did.
        return counts.others == 0 && counts.dense > 0 && counts.blocks <= counts.merged + 1
    }

    /// - Parameter progress: called with the offset reached in the old file.
    func run(_ progress: (UInt64) -> Void, _ isCancelled: () -> Bool) throws(LogError) -> Ending {
        try storage.removeFile(temporary)
        let file = try storage.createFile(temporary)
        var isReplaced = false
        // Whatever ended it; what cannot be removed now, the next rewriting or recovery removes.
        defer {
            if !isReplaced, (try? leadsTo(file)) ?? false {
                try? storage.removeFile(temporary)
            }
        }
        var reader = SealedSegmentReader(segment, footer)
        let newByteCount: UInt64
        switch try copy(&reader, to: file, progress, isCancelled) {
        case .replaced(let byteCount): newByteCount = byteCount
        case let ending: return ending
        }
        try file.synchronizeData()
        try verify(reader.entriesDigest)
        try requireUnchanged(file)
        try storage.rename(temporary, to: segment.path)
        isReplaced = true
        try storage.synchronizeDirectory(directory)
        return .replaced(newByteCount)
    }

    /// The most that the new file may take.
    private var byteCountMax: UInt64 { byteCount - byteCount / 100 * UInt64(options.savingPercentMin) }

    private func copy(
        _ reader: inout SealedSegmentReader, to file: any LogFile, _ progress: (UInt64) -> Void, _ isCancelled: () -> Bool
    ) throws(LogError) -> Ending {
        var writer = try MergedSegmentWriter(file, segment, options.codec)
        var merger = BlockMerger(targetByteCount: options.blockByteCountTarget)
        while true {
            if isCancelled() { return .cancelled }
            switch try reader.next() {
            case .block(let block): for content in merger.take(block) { try writer.append(content) }
            case .end:
                for content in merger.finish() ?? [] { try writer.append(content) }
                let newByteCount = try writer.finish(footer)
                progress(byteCount)
                return newByteCount <= byteCountMax && newByteCount < byteCount ? .replaced(newByteCount) : .littleToGain
            case .damage(let damage): return .damaged(damage)
            }
            if writer.byteCount > byteCountMax { return .littleToGain }
            progress(reader.offset)
        }
    }

    /// Reads the new file to the last byte, and finds the old one's records under the old one's header.
    private func verify(_ entriesDigest: Digest) throws(LogError) {
        let opened: SegmentFile?
        do throws(SegmentFile.Fault) {
            opened = try SegmentFile.open(first, at: temporary, storage)
        } catch {
            if case .unreadable(let error) = error { throw error }
            throw miswritten(at: 0)
        }
        guard let copy = opened, copy.header == segment.header, let found = try copy.footer() else { throw miswritten(at: 0) }
        var reader = SealedSegmentReader(copy, found)
        while case .block = try next(&reader) {}
        guard reader.entriesDigest == entriesDigest, found.recordCount == footer.recordCount,
            found.contentByteCount == footer.contentByteCount, found.frontierHashes == footer.frontierHashes, found.nodes == footer.nodes
        else { throw miswritten(at: found.offset) }
    }

    private func next(_ reader: inout SealedSegmentReader) throws(LogError) -> SealedSegmentReader.Found {
        let found = try reader.next()
        if case .damage(let damage) = found { throw miswritten(at: damage.byteOffset) }
        return found
    }

    private func miswritten(at offset: UInt64) -> LogError {
        LogError(
            .storageFailed, path: temporary, byteOffset: offset,
            message: "what was written is not what is read back; the old segment was kept; check memory and device (dmesg), then try again")
    }

    /// Whether the new file's name leads to the file that was made here.
    private func leadsTo(_ file: any LogFile) throws(LogError) -> Bool {
        try storage.openFile(temporary, for: .reading)?.identity == file.identity
    }

    /// Throws when the segment's name no longer leads to the file that was read – nothing may come back that somebody moved away – or the new file's
    /// name to the one that was written and checked: whoever finds a way round the lock must not put an unfinished file in a segment's place.
    private func requireUnchanged(_ file: any LogFile) throws(LogError) {
        guard try storage.openFile(segment.path, for: .reading)?.identity == segment.file.identity else {
            throw LogError(
                .storageFailed, path: segment.path, message: "the segment was moved or replaced while it was rewritten; nothing was changed"
            )
        }
        guard try leadsTo(file) else {
            throw LogError(
                .storageFailed, path: temporary,
                message: "the new segment was moved or replaced while it was checked; nothing was changed; see who else rewrites this log")
        }
    }
}
