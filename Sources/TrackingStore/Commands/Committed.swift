package import LogPositions
package import SegmentLog

/// The outcome of a command that was accepted: its value, and what to wait for before anyone is told.
package struct Committed<Value: Sendable>: Sendable {
    package var value: Value
    /// The command's event, or the event that made it true before; nil when that is long folded.
    package var position: Position?
    /// What the clock said when that event was made; nil when there is none. Views show it as the time of the change, and so must answers.
    package var wallClockMilliseconds: Int64?
    /// Durable when this is. Nil when nothing had to be written and what makes it true is durable already.
    package var ticket: CommitTicket?

    package init(
        value: Value, position: Position? = nil, wallClockMilliseconds: Int64? = nil, ticket: CommitTicket? = nil
    ) {
        self.value = value
        self.position = position
        self.wallClockMilliseconds = wallClockMilliseconds
        self.ticket = ticket
    }

    /// The same commitment with another value.
    package func map<Other: Sendable>(_ transform: (Value) -> Other) -> Committed<Other> {
        Committed<Other>(
            value: transform(value), position: position, wallClockMilliseconds: wallClockMilliseconds, ticket: ticket)
    }
}
