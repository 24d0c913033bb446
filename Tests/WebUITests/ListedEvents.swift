import LogPositions
import TrackingEvents

/// A log of events in memory, all by one actor, a millisecond apart.
struct ListedEvents: EventSource {
    private static let log = LogID(high: 7, low: 9)
    private let events: [Event]

    init(_ payloads: [EventPayload]) {
        events = payloads.enumerated().map { index, payload in
            let head = EventHead(
                type: payload.type, stamp: HybridTimestamp(milliseconds: UInt64(1_000 + index), counter: 0),
                wallClockMilliseconds: Int64(1_000 + index), actor: Actor(name: "ada"),
                agent: Agent(client: "test", host: "here", processID: 1), entities: payload.entities)
            return Event(position: Self.position(index), head: head, body: .full(reason: nil, payload: payload))
        }
    }

    static func position(_ index: Int) -> Position { Position(log: log, sequence: SequenceNumber(UInt64(index))) }

    func extents() -> [LogID: UInt64] { [Self.log: UInt64(events.count)] }

    func visit(_ log: LogID, _ range: Range<SequenceNumber>, _ visitor: ([Event]) throws -> EventVisit) throws {
        let wanted = events.filter { $0.position.log == log && range.contains($0.position.sequence) }
        if !wanted.isEmpty { _ = try visitor(wanted) }
    }

    func event(at position: Position) -> Event? { events.first { $0.position == position } }
}
