import LogPositions
import SegmentLog
import TrackingEvents

/// Deciding commands on the registry. Between processes of one store a number is never given twice: see ``RegistryTurns``.
extension CommandHandler {
    /// Decides a command on the registry while no other process of the store does, knowing all that they made durable. Nobody may be told
    /// before the ticket says so; the store's other processes wait until then too.
    func onRegistry<Value: Sendable>(
        _ decide: () throws(CommandError) -> Committed<Value>
    ) throws(CommandError) -> Committed<Value> {
        try waitForFacts()
        return try registryLock.holding { () throws(CommandError) -> Committed<Value> in
            let access = registryAccess
            try enterTurn(access)
            var outcome: Committed<Value>
            do throws(CommandError) { outcome = try decide() } catch {
                _ = access.turns.leave(with: nil)
                throw error
            }
            outcome.ticket = access.turns.leave(with: Self.record(of: outcome))
            return outcome
        }
    }

    private func enterTurn(_ access: RegistryAccess) throws(CommandError) {
        let turns = access.turns
        switch turns.enter(nowMilliseconds: store.context.clock.nowMilliseconds()) {
        case .joined: return
        case .none: break
        case .full(let last):
            var failed = false
            do throws(LogError) { try last.wait() } catch { failed = true }
            turns.finish(failed: failed)
        }
        let lock = try store.lockRegistry()
        let hasFailed = turns.begin(lock, nowMilliseconds: store.context.clock.nowMilliseconds())
        do throws(CommandError) {
            let found = try translating { () throws(LogError) in try access.mark.look() }
            var last: Position?
            switch found {
            case .ours where !hasFailed: return
            case .ours: break
            case .others(let end): last = end
            }
            // The one before us may have been killed between its sync and its watermark: what it did is known only once its log is recovered.
            try store.recoverDeadWriters()
            if let last { try store.waitUntilShown(last) }
            try catchUpWithRegistry()
            try translating { () throws(LogError) in try access.mark.replace() }
        } catch {
            _ = turns.leave(with: nil)
            throw error
        }
    }

    private func catchUpWithRegistry() throws(CommandError) {
        guard let catchUp else { return }
        do { try catchUp() } catch { throw .factsUnavailable("\(error)") }
        // Everything of this process's earlier turns is durable, so the facts know it all, and what others did since.
        withFacts { $0.overlay.forgetRegistry() }
    }

    /// A command's batch may go on after this record (the assignment of a number follows the version), but is durable and shown as a whole.
    private static func record<Value>(of outcome: Committed<Value>) -> (position: Position, ticket: CommitTicket)? {
        guard let ticket = outcome.ticket, let position = outcome.position else { return nil }
        return (position, ticket)
    }

    private func translating<Value>(_ body: () throws(LogError) -> Value) throws(CommandError) -> Value {
        do { return try StoreError.translating("changing the registry", body) } catch { throw .notWritable(error) }
    }
}
