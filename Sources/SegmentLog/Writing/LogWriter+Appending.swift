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
    public func append(_ batch: LogBatch, durability: Durability = .durable) async throws(LogError) -> Position {
        try await core.awaitRoom(forByteCount: batch.entries.count)
        let submission = try submit(batch)
        switch durability {
        case .durable: try await submission.ticket.durable()
        case .kept: try await submission.ticket.kept()
        }
        return submission.first
    }

    /// Submits the batch and suspends, like `append` of a `LogBatch`.
    @discardableResult
    public func append(_ batch: [LogRecord], durability: Durability = .durable) async throws(LogError) -> Position {
        try await append(LogBatch(batch), durability: durability)
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
