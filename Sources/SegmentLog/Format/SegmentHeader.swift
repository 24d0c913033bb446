public import ContentHashing

/// What stands at the beginning of every segment. Specification: FileFormat, "Segment header".
public struct SegmentHeader: Hashable, Sendable {
    public var logID: LogID
    /// At most 32 bytes, opaque.
    public var label: [UInt8]
    /// Whether the log keeps a Merkle tree.
    public var isHashed: Bool
    /// Whether the log's identity is derived from a key.
    public var isSigned: Bool
    public var alignment: SegmentAlignment
    /// The place of the segment's first record.
    public var firstSequenceNumber = SequenceNumber.zero
    /// The number of records in the segment before; zero in the first.
    public var predecessorRecordCount: UInt64 = 0
    /// The bytes of head and body of the records in the segment before; zero in the first.
    public var predecessorContentByteCount: UInt64 = 0
    /// The tree over all records before this segment; empty when the log keeps none.
    public var frontier = MerkleFrontier()
    /// In the first segment of a signed log.
    public var origin: SignedOrigin?

    /// Whether `other` can be the header of another segment of the same log (condition 8).
    func isOfSameLog(as other: SegmentHeader) -> Bool {
        logID == other.logID && label == other.label && isHashed == other.isHashed && isSigned == other.isSigned
            && alignment == other.alignment
    }

    /// The length on disk, without padding.
    var encodedByteCount: Int {
        SegmentHeader.fixedByteCount + Digest.byteCount * frontier.hashes.count + (origin == nil ? 0 : SignedOrigin.byteCount) + 4
    }

    static let magic: [UInt8] = [0x89, 0x43, 0x41, 0x49, 0x52, 0x4E, 0x0D, 0x0A]
    /// The bytes before the frontier.
    static let fixedByteCount = 96
    /// The longest header, before padding; with padding it fits one page.
    static let maximumByteCount = fixedByteCount + 64 * Digest.byteCount + 4
}

/// What shows that a log belongs to a key.
public struct SignedOrigin: Hashable, Sendable {
    /// Ed25519, 32 bytes.
    public var publicKey: [UInt8]
    /// 32 bytes, hashed with the key into the LogID.
    public var randomBytes: [UInt8]
    /// Ed25519, 64 bytes, over `signedBytes`.
    public var signature: [UInt8]
    /// The header's bytes up to the signature.
    public var signedBytes: [UInt8]

    static let keyByteCount = 32
    static let randomByteCount = 32
    static let signatureByteCount = 64
    static let byteCount = keyByteCount + randomByteCount + signatureByteCount
}
