/// A batch that has its place in the log and is on its way to the disk.
public struct Submission: Sendable {
    /// The place of the batch's first record.
    public let first: Position
    /// The number of its records.
    public let count: Int
    /// Tells when the batch is written and durable.
    public let ticket: CommitTicket
}
