extension LogWriter {
    /// Submits one record and waits.
    ///
    /// - Returns: its place.
    /// - Throws: like `append` of a batch.
    @discardableResult
    public func append(_ record: LogRecord, durability: Durability = .durable) throws(LogError) -> Position {
        try append([record], durability: durability)
    }

    /// Submits the batch and suspends until it is durable, or kept.
    ///
    /// Suspends also while `LogOptions.maximumPendingByteCount` are not written yet. Cancelling the task withdraws nothing and shortens nothing.
    ///
    /// - Returns: the place of its first record.
    /// - Throws: like the `append` that blocks.
    @discardableResult
    public func append(_ batch: [LogRecord], durability: Durability = .durable) async throws(LogError) -> Position {
        try await core.awaitRoom(forByteCount: batch.reduce(0) { $0 + $1.head.count + $1.body.count })
        let submission = try submit(batch)
        switch durability {
        case .durable: try await submission.ticket.durable()
        case .kept: try await submission.ticket.kept()
        }
        return submission.first
    }

    /// Submits one record and suspends until it is durable, or kept.
    ///
    /// - Returns: its place.
    /// - Throws: like `append` of a batch.
    @discardableResult
    public func append(_ record: LogRecord, durability: Durability = .durable) async throws(LogError) -> Position {
        try await append([record], durability: durability)
    }
}
