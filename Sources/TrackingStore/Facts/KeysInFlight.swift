import LogPositions
import TrackingEvents

/// The params or tags that records in flight gave to one entity, kept as they were given: a record costs an array that exists already.
///
/// Few keys are searched one by one; many get an index.
struct KeysInFlight: Sendable {
    /// Nil where the key was removed.
    typealias Entry = InFlight<String?>

    static let unindexedCountMax = 64

    private struct Record: Sendable {
        var given: [Tag]
        var removed: String?
        var made: Commitment
    }

    private var records: [Record] = []
    private var count = 0
    private var index: [ExactText: Entry]?

    /// Commands on one entity are serialised by their caller, so the newest call is the newest record.
    mutating func set(_ given: [Tag], by made: Commitment) {
        guard !given.isEmpty else { return }
        add(Record(given: given, removed: nil, made: made))
    }

    mutating func remove(_ key: String, by made: Commitment) { add(Record(given: [], removed: key, made: made)) }

    /// What the newest record says of `key`; nil when none says anything.
    subscript(key: String) -> Entry? {
        if let index { return index[ExactText(key)] }
        for record in records.reversed() {
            if let tag = record.given.last(where: { ExactText.same($0.key, key) }) { return Entry(value: tag.value, made: record.made) }
            if let removed = record.removed, ExactText.same(removed, key) { return Entry(value: nil, made: record.made) }
        }
        return nil
    }

    /// Forgets what lies before `ends`.
    mutating func forget(before ends: [LogID: UInt64]) {
        let folded = records.prefix { $0.made.position.isFolded(in: ends) }
        guard !folded.isEmpty else { return }
        for record in folded {
            count -= Self.count(of: record)
            guard index != nil else { continue }
            for key in record.given.map(\.key) + (record.removed.map { [$0] } ?? []) {
                let key = ExactText(key)
                if index?[key]?.made.position == record.made.position { index?[key] = nil }
            }
        }
        records.removeFirst(folded.count)
        if records.isEmpty { index = nil }
    }

    private mutating func add(_ record: Record) {
        records.append(record)
        count += Self.count(of: record)
        if index != nil {
            enter(record)
        } else if count > Self.unindexedCountMax {
            index = [:]
            for record in records { enter(record) }
        }
    }

    private mutating func enter(_ record: Record) {
        for tag in record.given { index?[ExactText(tag.key)] = Entry(value: tag.value, made: record.made) }
        if let removed = record.removed { index?[ExactText(removed)] = Entry(value: nil, made: record.made) }
    }

    private static func count(of record: Record) -> Int { record.given.count + (record.removed == nil ? 0 : 1) }
}
