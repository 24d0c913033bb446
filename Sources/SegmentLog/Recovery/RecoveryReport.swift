/// How a dead writer's log was found, and what was done about it.
public struct RecoveryReport: Hashable, Sendable {
    /// The rows of the decision table. Specification: FileFormat, "Recovery".
    public enum Row: String, CaseIterable, Hashable, Sendable {
        case a, b, c, d, e, f, g, h, i, j, k, l
    }

    /// Bytes at the end of the last segment that are not of a whole batch.
    public struct TornTail: Hashable, Sendable {
        public var file: String
        /// Where in the segment they began.
        public var byteOffset: UInt64
        public var byteCount: UInt64
        /// The file they were saved in; nil when only a report was asked for.
        public var savedAs: String?
    }

    public var logID: LogID
    /// The row that applied to the last segment, or to the first damaged one.
    public var row: Row
    /// Everything before it is intact and, after `.secure`, durable.
    public var end: SequenceNumber
    /// What the valid headers said was durable.
    public var watermark: SequenceNumber
    public var tornTail: TornTail?
    /// Not empty: the log is damaged, every byte was kept, and nothing may be appended.
    public var damage: [LogDamage]
}
