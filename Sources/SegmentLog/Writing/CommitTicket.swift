/// Tells when a submitted batch is on disk.
public struct CommitTicket: Sendable {
    /// Blocks until the batch is durable; may do the work itself, for everyone who waits.
    public func wait() throws(LogError) { fatalError("not there yet") }
    /// Blocks until the batch is written; it becomes durable within 100 ms by itself.
    public func kept() throws(LogError) { fatalError("not there yet") }
    /// Suspends until the batch is durable. Cancelling withdraws nothing.
    public func durable() async throws(LogError) { fatalError("not there yet") }
    public var isDurable: Bool { fatalError("not there yet") }
}
