/// What `append` waits for.
public enum Durability: Hashable, Sendable {
    /// Synced: survives a power cut.
    case durable
    /// Written: survives the process; durable within 100 ms.
    case kept
}
