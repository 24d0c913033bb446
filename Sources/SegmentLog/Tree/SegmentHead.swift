/// How far a log goes at the end of one of its segments.
public struct SegmentHead: Hashable, Sendable {
    /// The segment's first record.
    public var first: SequenceNumber
    /// The number of records up to the segment's end, and the root over all of them.
    public var extent: LogExtent
    /// Whether the segment is complete; only the last may not be.
    public var isSealed: Bool
}
