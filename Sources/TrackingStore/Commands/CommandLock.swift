import Synchronization

/// Held while commands that could contradict each other are decided and submitted.
final class CommandLock: Sendable {
    private let mutex = Mutex(())

    func holding<Value: Sendable>(_ body: () throws(CommandError) -> Value) throws(CommandError) -> Value {
        try mutex.withLock { (_) throws(CommandError) -> Value in try body() }
    }
}
