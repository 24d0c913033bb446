import Synchronization

/// Lets commands through side by side, until somebody has to be alone: then new ones wait, and those inside come to their end first.
///
/// Being alone is rare (a full disk has ended a log), so whoever has to wait for it looks again and again, at growing intervals.
final class CommandGate: Sendable {
    private struct State {
        var insideCount = 0
        var isClosed = false
    }

    private let state = Mutex(ForkBound(State()))
    private let turn = CommandLock()

    /// Runs a command among others.
    func passing<Value: Sendable>(_ body: () throws(CommandError) -> Value) throws(CommandError) -> Value {
        var pause = BriefPause()
        while !enter() { pause.wait() }
        defer { change { $0.insideCount -= 1 } }
        return try body()
    }

    /// Runs something while no command is inside. Not from within one.
    func alone<Value: Sendable>(_ body: () throws(CommandError) -> Value) throws(CommandError) -> Value {
        try turn.holding { () throws(CommandError) -> Value in
            change { $0.isClosed = true }
            defer { change { $0.isClosed = false } }
            var pause = BriefPause()
            while change({ $0.insideCount > 0 }) { pause.wait() }
            return try body()
        }
    }

    private func enter() -> Bool {
        change { state in
            if !state.isClosed { state.insideCount += 1 }
            return !state.isClosed
        }
    }

    @discardableResult
    private func change<Answer>(_ body: (inout State) -> Answer) -> Answer {
        state.withLock { state in
            // Whoever was inside in the parent is not in the child.
            state.renewAfterFork { State() }
            return body(&state.value)
        }
    }
}
