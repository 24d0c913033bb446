import Synchronization

/// The memory that collected bodies take, over all connections: bounded, so that many large bodies at once are refused instead of
/// filling the machine.
final class BodyMemory: Sendable {
    private let limit: Int
    private let used = Atomic<Int>(0)

    init(limit: Int) { self.limit = limit }

    /// Takes `byteCount` bytes; false when that would be too much.
    func take(_ byteCount: Int) -> Bool {
        let (_, after) = used.add(byteCount, ordering: .relaxed)
        if after <= limit { return true }
        used.subtract(byteCount, ordering: .relaxed)
        return false
    }

    func give(back byteCount: Int) {
        used.subtract(byteCount, ordering: .relaxed)
    }
}
