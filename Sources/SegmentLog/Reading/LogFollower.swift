/// Reads a log as it grows, in this process or another, in owned batches.
public struct LogFollower: Sendable {
    /// The place of the next record that will be given.
    public internal(set) var next: SequenceNumber

    /// The records that have become deliverable since the last call, at most about `maximumRecordCount`; empty when there are none yet. Does not wait.
    public mutating func nextBatch(maximumRecordCount: Int = 1024) throws(LogError) -> [StoredRecord] { fatalError("not there yet") }
}
