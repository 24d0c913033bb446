/// Puts a log whose writer is gone into a state in which everything intact may be served.
public enum LogRecovery {
    public enum Mode: Hashable, Sendable {
        /// Says what it would do.
        case readOnlyReport
        /// Makes valid blocks beyond the watermark durable, saves a torn tail aside, and seals the last segment.
        case secure
    }

    /// Throws `writerIsAlive` while a writer holds the log's lock. Damage is reported, not thrown.
    public static func recover(directory: String, storage: any LogStorage, mode: Mode) throws(LogError) -> RecoveryReport {
        fatalError("not there yet")
    }
}
