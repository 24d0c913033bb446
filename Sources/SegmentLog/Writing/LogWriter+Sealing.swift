extension LogWriter {
    /// Ends the segment at work, with everything submitted before: durable, with its footer, never written to again. The next append begins
    /// another. Does nothing where nothing was appended since the last one.
    ///
    /// For whoever copies segments away, or wants records of a kind to begin a file. Closing seals by itself. Blocks for a few syncs.
    ///
    /// - Throws: `poisoned`, `forked`, or the environment's error, after which the writer is poisoned.
    public func seal() throws(LogError) { try core.seal() }
}
