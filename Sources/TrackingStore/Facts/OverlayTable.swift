import LogPositions

/// One kind of fact that follows from records in flight: submitted by this process, and not yet known to the views.
///
/// An entry goes as soon as the views have folded the record that made it, so the table is as large as the views are behind.
struct OverlayTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    typealias Entry = InFlight<Value>

    private(set) var entries: [Key: Entry] = [:]
    private var order = FoldQueue<Key>()

    subscript(key: Key) -> Entry? { entries[key] }

    /// Commands on one key are serialised by their caller, so the newest call is the newest record.
    mutating func set(_ key: Key, to value: Value, by made: Commitment) {
        entries[key] = Entry(value: value, made: made)
        order.append(key, at: made.position)
    }

    /// Forgets what lies before `ends`.
    ///
    /// - Returns: the keys that the views know more of now.
    @discardableResult
    mutating func forget(before ends: [LogID: UInt64]) -> [Key] {
        var forgotten: [Key] = []
        while let (key, position) = order.next(before: ends) {
            forgotten.append(key)
            if entries[key]?.made.position == position { entries[key] = nil }
        }
        return forgotten
    }
}

/// A value, and the record in flight that made it true.
struct InFlight<Value: Sendable>: Sendable {
    var value: Value
    var made: Commitment
}
