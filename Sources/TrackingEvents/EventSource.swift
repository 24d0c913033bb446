package import LogPositions

/// Somewhere to read events from: a store's directory, one replica's logs, a list in a test.
///
/// Everything delivered is durable: nothing at or beyond a log's watermark is visited.
package protocol EventSource: Sendable {
    /// How many records of each log may be read now. Looks at the disk: what other processes made durable is included.
    func extents() throws -> [LogID: UInt64]

    /// Visits the events of `range` of one log in order, decoded, a block's worth at a time, until the range ends or the visitor says stop.
    ///
    /// Events of unknown type are delivered; an undecodable record is an error that names its position.
    func visit(_ log: LogID, _ range: Range<SequenceNumber>, _ visitor: ([Event]) throws -> EventVisit) throws

    /// The event at `position`; nil when that position is not (yet) there.
    func event(at position: Position) throws -> Event?
}

/// What a visitor of events wants next.
package enum EventVisit: Sendable {
    case `continue`
    case stop
}
