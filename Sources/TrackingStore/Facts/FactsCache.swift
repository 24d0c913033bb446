/// What the views said of a key, for as long as nothing can have changed it. Bounded: what was not asked for lately goes.
///
/// Two halves: what is new or asked for again stands in the young one; when that is full, it becomes the old one, whose entries go.
struct FactsCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let halfCapacity: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    /// - Parameter capacity: the number of entries that are never exceeded.
    init(capacity: Int) { halfCapacity = max(capacity / 2, 1) }

    var count: Int { young.count + old.count }

    mutating func value(of key: Key) -> Value? {
        if let known = young[key] { return known }
        guard let known = old.removeValue(forKey: key) else { return nil }
        insert(known, for: key)
        return known
    }

    mutating func insert(_ value: Value, for key: Key) {
        if young.count >= halfCapacity {
            old = young
            young = [:]
        }
        old[key] = nil
        young[key] = value
    }

    mutating func remove(_ key: Key) {
        young[key] = nil
        old[key] = nil
    }

    mutating func removeAll() {
        young = [:]
        old = [:]
    }
}
