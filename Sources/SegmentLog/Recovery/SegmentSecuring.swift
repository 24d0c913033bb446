/// Makes what a dead writer left at the end of its last segment durable, and seals it. The order of calls is that of the specification,
/// FileFormat, "Recovery"; a crash between any two leaves a log to which the table applies again.
struct SegmentSecuring {
    let directory: String
    let storage: any LogStorage
    let survey: SegmentSurvey
    let lock: any LogLock

    private var segment: SegmentFile { survey.segment }
    private var first: SequenceNumber { segment.header.firstSequenceNumber }
    private var cut: UInt64 { survey.atBatchEnd.endOffset }

    /// Does what the row says.
    ///
    /// - Returns: where the torn tail was saved, for the row that has one.
    func run(_ row: RecoveryReport.Row) throws(LogError) -> String? {
        let tornPath = row == .j ? try saveTail() : nil
        let isWhole = row == .l && survey.fileByteCount == cut
        do throws(LogError) {
            let file = isWhole ? try reopened() : try copy()
            if survey.atBatchEnd.recordCount > 0 { try seal(file) }
        } catch {
            throw error.namingSegment
        }
        return tornPath
    }

    /// Writes the footer of a sealed segment, and a watermark block before it, over themselves, and syncs: whether the writer lived to sync
    /// them, and with success, nobody knows, and the next segment must not stand behind a footer that a power cut takes.
    func rewriteFooter() throws(LogError) {
        let alignment = segment.header.alignment
        let blockByteCount = UInt64(alignment.roundedUp(BlockHeader.byteCount))
        let start = max(segment.ledger.endOffset, survey.atStop.endOffset - min(survey.atStop.endOffset, blockByteCount))
        let file = try reopened()
        // Rewritten meanwhile: the new file was durable before it got the name.
        guard file.identity == segment.file.identity else { return }
        let bytes = try segment.file.read(at: start, byteCount: Int(survey.fileByteCount - start))
        let footer = survey.footer?.encoded(alignment, segment.logChecksum) ?? []
        // Read anew: a page whose write-back failed may have gone since the survey.
        guard !footer.isEmpty, bytes.count >= footer.count, bytes.suffix(footer.count) == footer[...] else {
            throw LogError(.storageFailed, path: segment.path, message: "the footer changed during recovery; run it again")
        }
        do throws(LogError) {
            try file.write(bytes, at: start)
            try file.synchronizeData()
        } catch {
            // A rewriting may have put its file in the place of this one between the two.
            guard let now = try storage.openFile(segment.path, for: .reading), now.identity != file.identity else { throw error }
        }
    }

    /// The bytes from the cut on, in a file of their own.
    private func saveTail() throws(LogError) -> String {
        let names = try storage.fileNames(in: directory) ?? []
        var number = 1
        while names.contains(SegmentName.torn(first, number: number)) { number += 1 }
        let path = directory + "/" + SegmentName.torn(first, number: number)
        let file = try storage.createFile(path)
        try transfer(cut..<survey.fileByteCount, to: file)
        try file.synchronizeData()
        try storage.synchronizeDirectory(directory)
        return path
    }

    /// Everything up to the cut, in a new file under the segment's name.
    private func copy() throws(LogError) -> any LogFile {
        let temporary = directory + "/" + SegmentName.temporary(first)
        try storage.removeFile(temporary)
        let file = try storage.createFile(temporary)
        try transfer(0..<cut, to: file)
        try file.synchronizeData()
        try storage.rename(temporary, to: segment.path)
        try storage.synchronizeDirectory(directory)
        return file
    }

    private func reopened() throws(LogError) -> any LogFile {
        if let file = try storage.openFile(segment.path, for: .readingAndWriting) { return file }
        throw LogError(.storageFailed, path: segment.path, message: "the segment went away during recovery; run it again")
    }

    private func seal(_ file: any LogFile) throws(LogError) {
        guard let tree = try survey.rebuiltTree() else {
            throw LogError(.damaged, path: segment.path, message: "a block holds malformed records; run verify for the place")
        }
        let appender = SegmentAppender(
            directory: directory, storage: storage, header: segment.header, continuing: file, survey.atBatchEnd, tree.value, lock: lock)
        try appender.seal(durableEnd: survey.atBatchEnd.end)
    }

    private func transfer(_ range: Range<UInt64>, to file: any LogFile) throws(LogError) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let piece = try segment.file.read(at: offset, byteCount: Int(min(4 << 20, range.upperBound - offset)))
            guard !piece.isEmpty else {
                throw LogError(
                    .storageFailed, path: segment.path, byteOffset: offset, message: "the file became shorter during recovery; run it again"
                )
            }
            try file.write(piece, at: offset - range.lowerBound)
            offset += UInt64(piece.count)
        }
    }
}
