public import BlockCodec

/// How a log is written. Label, alignment and hashing are properties of the log and stand in its headers: on reopening, the log's own are
/// used. The rest may change with every opening.
public struct LogOptions: Sendable {
    /// At most 32 bytes, opaque: lets whoever copies logs choose without decoding records.
    public var label: [UInt8]
    /// A new segment begins when the present one has reached this many bytes. A segment can be larger by what one commit writes.
    public var segmentByteCountTarget = 64 << 20
    /// A block is cut when its raw bytes would pass this number; a larger record gets a block to itself.
    public var blockByteCountTarget = 64 << 10
    /// How blocks are stored. A block that would not shrink is stored as it is.
    public var codec = BlockCodec.lz4
    /// Where blocks begin in the file.
    public var alignment = SegmentAlignment.byte
    /// Whether the log keeps a Merkle tree over its records.
    public var hashesRecords = true
    /// The most bytes of head and body together.
    public var maximumRecordByteCount = 16 << 20
    /// The most raw bytes of a batch, at most `LogLimits.maximumBatchByteCount`.
    public var maximumBatchByteCount = LogLimits.maximumBatchByteCount
    /// Submitting waits while this many raw bytes are in memory, not yet written.
    public var maximumPendingByteCount = 8 << 20
    /// How long a record may be kept only, before it is made durable, in milliseconds. At most 100 by the log's promise.
    public var keptMillisecondsMax = 50

    public init(label: [UInt8] = []) { self.label = label }
}

/// What a block's place in the file, and its length, are multiples of. Larger than one for devices that may destroy what shares a sector or
/// a page with bytes being written.
public enum SegmentAlignment: UInt8, CaseIterable, Sendable {
    case byte = 0
    case sector512 = 1
    case page4096 = 2

    /// The alignment in bytes.
    public var byteCount: Int {
        switch self {
        case .byte: 1
        case .sector512: 512
        case .page4096: 4096
        }
    }

    /// `byteCount` rounded up to the next multiple.
    func roundedUp(_ byteCount: Int) -> Int { (byteCount + self.byteCount - 1) / self.byteCount * self.byteCount }
}
