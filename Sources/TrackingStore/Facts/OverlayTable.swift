import LogPositions

/// One kind of fact that follows from records in flight: submitted by this process, and not yet known to the views.
///
/// An entry goes as soon as the views have folded the record that made it, so the table is as large as the views are behind.
struct OverlayTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    struct Entry: Sendable {
        var value: Value
        var made: Commitment
    }

    private(set) var entries: [Key: Entry] = [:]
    /// Keys in the order in which they were set. Those before `forgottenCount` are gone.
    private var order: [(key: Key, position: Position)] = []
    private var forgottenCount = 0

    subscript(key: Key) -> Entry? { entries[key] }

    /// Commands on one key are serialised by their caller, so the newest call is the newest record.
    mutating func set(_ key: Key, to value: Value, by made: Commitment) {
        entries[key] = Entry(value: value, made: made)
        order.append((key, made.position))
    }

    /// Forgets what lies before `ends`.
    mutating func forget(before ends: [LogID: UInt64]) {
        while forgottenCount < order.count, Self.isFolded(order[forgottenCount].position, ends) {
            let (key, position) = order[forgottenCount]
            if entries[key]?.made.position == position { entries[key] = nil }
            forgottenCount += 1
        }
        guard forgottenCount > 1024, forgottenCount * 2 > order.count else { return }
        order.removeFirst(forgottenCount)
        forgottenCount = 0
    }

    private static func isFolded(_ position: Position, _ ends: [LogID: UInt64]) -> Bool {
        position.sequence.rawValue < ends[position.log] ?? 0
    }
}
