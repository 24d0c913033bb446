@_exported public import BlockCodec
@_exported public import LogPositions

/// The numbers of format version 1 that bound what a log may hold. A length read from disk is compared with them before anything is
/// allocated. Specification: FileFormat, "Limits".
public enum LogLimits {
    /// The format version that this code writes.
    public static let formatVersion: UInt16 = 1
    /// The longest label, in bytes.
    public static let maximumLabelByteCount = 32
    /// The most raw bytes (encoded record entries) of one batch: 64 MiB.
    public static let maximumBatchByteCount = 64 << 20
    /// The most bytes of head and body of one record together: 64 MiB less the room for the entry's lengths.
    public static let maximumRecordByteCount = (64 << 20) - 64
    /// The most raw bytes of one block: one record of the largest size, or as many as an option allows.
    public static let maximumBlockByteCount = 64 << 20
}
