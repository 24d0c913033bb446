/// Tells when a submitted batch is on disk. Any number of threads and tasks may ask, at any time.
///
/// After an error the batch may or may not be on disk: the log is poisoned, and its next opening tells.
public struct CommitTicket: Sendable {
    private let core: WriterCore
    private let end: SequenceNumber
    private let group: UInt64

    init(core: WriterCore, end: SequenceNumber, group: UInt64) {
        self.core = core
        self.end = end
        self.group = group
    }

    /// Blocks until the batch is durable; may do the work itself, for everyone who waits.
    public func wait() throws(LogError) { try core.waitUntilDurable(end, group: group) }

    /// Blocks until the batch is written, so that it survives the process. It becomes durable within 100 ms by itself.
    public func kept() throws(LogError) { try core.waitUntilKept(end) }

    /// Suspends until the batch is written. It becomes durable within 100 ms by itself. Cancelling the task withdraws nothing and shortens nothing.
    public func kept() async throws(LogError) { try await core.awaitKept(end) }

    /// Suspends until the batch is durable. Cancelling the task withdraws nothing and shortens nothing.
    public func durable() async throws(LogError) { try await core.awaitDurable(end) }

    /// Calls `body` once, when the batch is durable (nil) or cannot become so (the error): at once where that is known, else from the thread that
    /// leads the commit (the log's own, as a rule), which commits nothing more before `body` returns. No lock of the log is held. Never block in
    /// it, and never wait for this log.
    public func whenDurable(_ body: @escaping @Sendable (LogError?) -> Void) { core.whenDurable(end, body) }

    /// Whether the batch is durable now.
    public var isDurable: Bool { core.isDurable(end) }

    /// Whether it never will be as far as this writer goes: the log was poisoned before.
    public var hasFailed: Bool { core.hasFailed(end) }
}
