import LogPositions
import SegmentLog
import Synchronization

/// Turns of this process on the registry: who holds the lock that excludes the store's other processes, and until when.
///
/// A turn is shared. Its first command takes the lock; commands that come while it is held join, are decided one after another, on top of what
/// is in flight, and wait for their own tickets, so that one sync covers many. The lock goes when everything that was decided in the turn is
/// durable: no other process decides before. A turn that is ``millisecondsMax`` old takes nobody in any more, so that others get theirs.
///
/// `enter` and `leave` are called under the handler's registry lock, `end` by tickets, on any thread.
final class RegistryTurns: Sendable {
    static let millisecondsMax: Int64 = 20

    /// What a command may do that enters.
    enum Entry {
        /// The turn's lock is held, and nothing has to be looked up.
        case joined
        /// There is no turn: `begin` one.
        case none
        /// The turn takes nobody in any more, and ends when this is durable.
        case full(CommitTicket)
    }

    private struct Turn {
        var number: UInt64
        var lock: any LogLock
        var beganAtMilliseconds: Int64
        /// Whether a command is being decided.
        var isDeciding = true
        /// Tickets that are not durable yet.
        var pendingCount = 0
        /// Of the newest record: when it is durable, all of the turn is.
        var last: CommitTicket?
        /// The newest record.
        var lastPosition: Position?
        /// The newest record that is durable: what the others have to wait for until it is shown.
        var durablePosition: Position?
    }

    private struct State {
        var turn: Turn?
        var lastNumber: UInt64 = 0
        /// Whether a record of an earlier turn could not be made durable: what was noted of it must not be built upon.
        var hasFailed = false
    }

    private let state = Mutex(State())
    private let mark: RegistryMark

    init(_ mark: RegistryMark) { self.mark = mark }

    func enter(nowMilliseconds: Int64) -> Entry {
        state.withLock { state in
            guard let turn = state.turn else { return .none }
            let age = nowMilliseconds - turn.beganAtMilliseconds
            // A clock that was set back must not make a turn endless.
            if let last = turn.last, state.hasFailed || !(0..<Self.millisecondsMax).contains(age) { return .full(last) }
            state.turn?.isDeciding = true
            return .joined
        }
    }

    /// Begins a turn with a lock that was taken.
    ///
    /// - Returns: whether records of earlier turns failed, since the last time that this was asked.
    func begin(_ lock: any LogLock, nowMilliseconds: Int64) -> Bool {
        state.withLock { state in
            state.lastNumber += 1
            state.turn = Turn(number: state.lastNumber, lock: lock, beganAtMilliseconds: nowMilliseconds)
            defer { state.hasFailed = false }
            return state.hasFailed
        }
    }

    /// The command that entered last is decided.
    ///
    /// - Parameter made: the record that it led to.
    /// - Returns: what to wait for before anyone is told: a command that led to no record rests on what the turn's others have decided.
    func leave(with made: (position: Position, ticket: CommitTicket)?) -> CommitTicket? {
        let (number, covering) = state.withLock { state -> (UInt64?, CommitTicket?) in
            state.turn?.isDeciding = false
            guard let made else { return (nil, state.turn?.last) }
            state.turn?.pendingCount += 1
            state.turn?.last = made.ticket
            state.turn?.lastPosition = made.position
            return (state.turn?.number, made.ticket)
        }
        if let number, let ticket = made?.ticket {
            ticket.whenDurable { [self, position = made?.position] error in end(of: number, durable: error == nil ? position : nil) }
        } else {
            release { $0.pendingCount == 0 && !$0.isDeciding }
        }
        return covering
    }

    /// Ends the turn that was full, whose last ticket has been waited for.
    func finish(failed: Bool) {
        state.withLock { state in
            guard !failed else { return state.hasFailed = true }
            let last = state.turn?.lastPosition
            state.turn?.durablePosition = last
        }
        release { _ in true }
    }

    /// - Parameter durable: the record; nil where it could not be made durable.
    private func end(of number: UInt64, durable: Position?) {
        state.withLock { state in
            if durable == nil { state.hasFailed = true }
            guard state.turn?.number == number else { return }
            state.turn?.pendingCount -= 1
            // Records become durable in their order, and are told of in any.
            guard let durable, state.turn?.durablePosition.map({ $0 < durable }) ?? true else { return }
            state.turn?.durablePosition = durable
        }
        release { $0.number == number && $0.pendingCount == 0 && !$0.isDeciding }
    }

    private func release(if isOver: (Turn) -> Bool) {
        let turn = state.withLock { state -> Turn? in
            guard let turn = state.turn, isOver(turn) else { return nil }
            state.turn = nil
            return turn
        }
        guard let turn else { return }
        // Where that cannot be written, the next process does not know what to wait for: it relies on the watermark, which follows a sync at once.
        if let last = turn.durablePosition { try? mark.note(last: last) }
        turn.lock.release()
    }
}
