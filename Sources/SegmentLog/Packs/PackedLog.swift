public import ContentHashing

/// A closed log as it lies in a pack. Specification: PackFormat, "Footer".
public struct PackedLog: Hashable, Sendable {
    public var logID: LogID
    /// The number of its records.
    public var recordCount: UInt64
    /// The root over all its records; nil when the log keeps no tree.
    public var root: Digest?
    /// Its segments, and what recovery once saved aside, in the order of their names; one lies directly behind the other.
    public var files: [PackedFile]

    /// The bytes of its files.
    public var byteCount: UInt64 { files.reduce(0) { $0 + $1.byteCount } }
}

/// One file of a log, byte for byte as it lay in the log's directory.
public struct PackedFile: Hashable, Sendable {
    /// As in the log's directory.
    public var name: String
    /// Where in the pack it begins, in bytes from the pack's start.
    public var offset: UInt64
    public var byteCount: UInt64
    /// CRC-32C of its bytes.
    public var checksum: UInt32
}
