public import ContentHashing

/// What a verification found.
public struct LogVerificationReport: Hashable, Sendable {
    /// Nil when no header could be read.
    public var logID: LogID?
    /// The number of records read and found intact.
    public var recordCount: UInt64 = 0
    /// The bytes of their heads and bodies.
    public var contentByteCount: UInt64 = 0
    /// The bytes of the files.
    public var storedByteCount: UInt64 = 0
    public var segmentCount = 0
    public var blockCount = 0
    /// Whether the last segment ends in a valid footer: the log was closed.
    public var isClosed = false
    /// The root over all records; nil when the log keeps no tree or is damaged.
    public var root: Digest?
    /// What a crash left at the end, which is no damage: unfinished bytes, or intact blocks that nothing says are durable.
    public var notes: [String] = []
    /// Empty when the log is intact.
    public var damage: [LogDamage] = []

    public var isIntact: Bool { damage.isEmpty }
}
