import Synchronization

/// Says when something that is done now and then is due again. Of several that ask at once, one gets the turn.
final class RecurringTurn: Sendable {
    private let intervalMilliseconds: Int64
    private let nextTime = Mutex<Int64>(0)

    init(intervalMilliseconds: Int64) { self.intervalMilliseconds = intervalMilliseconds }

    /// Whether the turn is the caller's: the interval since the last one is over.
    ///
    /// - Parameter now: in milliseconds.
    func take(at now: Int64) -> Bool {
        nextTime.withLock { next in
            // A clock that was set back must not stop it.
            guard now >= next || next - now > intervalMilliseconds else { return false }
            next = now + intervalMilliseconds
            return true
        }
    }

    /// The next one that asks gets the turn.
    func hasten() { nextTime.withLock { $0 = 0 } }
}
