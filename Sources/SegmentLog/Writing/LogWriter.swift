/// The one writer of a log.
public final class LogWriter: Sendable {
    /// Starts a new log. Nothing is on disk before the first append.
    public static func create(
        in directory: String, identity: LogIdentity, options: LogOptions, storage: any LogStorage
    ) throws(LogError) -> LogWriter { fatalError("not there yet") }

    /// Recovers a log whose writer is gone and continues it in a new segment.
    public static func reopen(in directory: String, options: LogOptions, storage: any LogStorage) throws(LogError) -> LogWriter {
        fatalError("not there yet")
    }

    /// Whether a writer, in this process or another, holds the log's lock.
    public static func isWriterAlive(directory: String, storage: any LogStorage) throws(LogError) -> Bool {
        try storage.isLocked(directory + "/LOCK")
    }

    public var logID: LogID { fatalError("not there yet") }
    /// The place that the next submitted record will get.
    public var nextSequenceNumber: SequenceNumber { fatalError("not there yet") }
    /// Everything before it is durable.
    public var durableEnd: SequenceNumber { fatalError("not there yet") }

    /// Gives the batch its place. Order of submission is order in the log; the batch is kept whole or not at all.
    public func submit(_ batch: [LogRecord]) throws(LogError) -> Submission { fatalError("not there yet") }

    /// Submits and waits.
    @discardableResult
    public func append(_ batch: [LogRecord], durability: Durability = .durable) throws(LogError) -> Position {
        let submission = try submit(batch)
        switch durability {
        case .durable: try submission.ticket.wait()
        case .kept: try submission.ticket.kept()
        }
        return submission.first
    }

    /// Returns when everything submitted is durable.
    public func flush() throws(LogError) { fatalError("not there yet") }
    /// Makes everything durable, seals the segment, gives the lock back.
    public func close() throws(LogError) { fatalError("not there yet") }
}
