import Synchronization

/// The memory that bodies of one direction take, over all connections: bounded, so that many large ones at once are refused instead of filling
/// the machine.
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

    /// Takes as many bytes as it asks for where there is any room: so what is larger than the limit gets its turn, too.
    func takeWhole(_ byteCount: Int) -> Bool {
        let (before, _) = used.add(byteCount, ordering: .relaxed)
        if before < limit { return true }
        used.subtract(byteCount, ordering: .relaxed)
        return false
    }

    func give(back byteCount: Int) {
        used.subtract(byteCount, ordering: .relaxed)
    }
}
