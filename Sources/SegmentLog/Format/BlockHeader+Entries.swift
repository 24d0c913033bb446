import BlockCodec

extension BlockHeader {
    /// Decompresses the block, walks its entries, and takes their leaves into the tree where there is one: condition 12.
    ///
    /// - Parameters:
    ///   - stored: the block's stored bytes, whose checksum is right.
    ///   - raw: for the raw bytes; its memory is used again.
    /// - Returns: what is wrong; nil when nothing is. If something is, some leaves may have been taken.
    func entryFault(_ stored: Span<UInt8>, raw: inout [UInt8], into tree: inout SegmentTree?) -> String? {
        guard (try? codec.decompress(stored, rawByteCount: rawByteCount, into: &raw)) != nil else {
            return "records \(first)..<\(end) cannot be decompressed"
        }
        var entries = RecordEntryReader(raw.span, first: first)
        guard RecordLeaves.enter(from: &entries, count: recordCount, into: &tree) else {
            return "the entries of records \(first)..<\(end) are malformed"
        }
        let isComplete = entries.isAtEnd && entries.contentByteCount == contentByteCount
        return isComplete ? nil : "the entries of records \(first)..<\(end) are not as many bytes as counted"
    }
}
