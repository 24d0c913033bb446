import LogPositions
import TrackingEvents

/// What is in flight about runs, or about logged models: one entry for each of them, however much is said of it.
struct EntitiesInFlight<ID: RawRepresentable<String> & Sendable, Facts: Sendable>: Sendable {
    struct Entry: Sendable {
        /// Set until the views have folded the creation: before that they know nothing of the entity.
        var creation: Position?
        /// Of a run without its stage, which its experiment changes too.
        var facts: InFlight<Facts>?
        /// Of a run.
        var stage: InFlight<LifecycleStage>?
        var params = KeysInFlight()
        var tags = KeysInFlight()
        /// Of the newest record about the entity.
        fileprivate var last: Position
    }

    private var entries: [ExactText: Entry] = [:]
    private var order = FoldQueue<ExactText>()

    var count: Int { entries.count }

    subscript(id: ID) -> Entry? { entries[ExactText(id.rawValue)] }

    /// Notes what the record that was `made` says of an entity. Commands on one entity are serialised by their caller.
    mutating func note(_ id: ID, by made: Commitment, _ change: (inout Entry) -> Void) {
        let key = ExactText(id.rawValue)
        func apply(_ entry: inout Entry) {
            change(&entry)
            entry.last = made.position
        }
        apply(&entries[key, default: Entry(last: made.position)])
        order.append(key, at: made.position)
    }

    /// Forgets what lies before `ends`, and names each entity of which the views know more now.
    mutating func forget(before ends: [LogID: UInt64], changed: (ExactText) -> Void = { _ in }) {
        while let (key, _) = order.next(before: ends) {
            changed(key)
            guard let last = entries[key]?.last else { continue }
            if last.isFolded(in: ends) {
                entries[key] = nil
            } else {
                entries[key]?.forget(before: ends)
            }
        }
    }
}

extension EntitiesInFlight.Entry {
    fileprivate mutating func forget(before ends: [LogID: UInt64]) {
        if creation?.isFolded(in: ends) ?? false { creation = nil }
        if facts?.made.position.isFolded(in: ends) ?? false { facts = nil }
        if stage?.made.position.isFolded(in: ends) ?? false { stage = nil }
        params.forget(before: ends)
        tags.forget(before: ends)
    }
}
