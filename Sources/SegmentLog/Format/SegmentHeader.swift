public import ContentHashing

/// What stands at the beginning of every segment. Specification: FileFormat, "Segment header".
public struct SegmentHeader: Hashable, Sendable {
    public var logID: LogID
    public var label: [UInt8]
    /// Whether the log keeps a Merkle tree.
    public var isHashed: Bool
    /// Whether the log's identity is derived from a key.
    public var isSigned: Bool { origin != nil || isSignedLog }
    var isSignedLog: Bool
    public var alignment: SegmentAlignment
    /// The place of the segment's first record.
    public var firstSequenceNumber: SequenceNumber
    /// The number of records in the segment before; zero in the first.
    public var predecessorRecordCount: UInt64
    /// The bytes of head and body of the records in the segment before; zero in the first.
    public var predecessorContentByteCount: UInt64
    /// The tree over all records before this segment; empty when the log keeps none.
    public var frontier: MerkleFrontier
    /// In the first segment of a signed log.
    public var origin: SignedOrigin?
}

/// What proves that a log belongs to a key.
public struct SignedOrigin: Hashable, Sendable {
    /// Ed25519, 32 bytes.
    public var publicKey: [UInt8]
    /// 32 bytes, hashed with the key into the LogID.
    public var randomBytes: [UInt8]
    /// Ed25519, 64 bytes, over `signedBytes`.
    public var signature: [UInt8]
    /// The header's bytes up to the signature.
    public var signedBytes: [UInt8]
}
