import ContentHashing
import LogPositions
import TrackingEvents

/// A few logs in memory, with the index over them; stands in for a store and its views.
struct MemoryEvents: EventSource, EntityIndex {
    private(set) var logs: [LogID: [Event]] = [:]
    /// Positions that the index names and nobody can read.
    var unreadable: Set<Position> = []
    /// Hands positions out backwards: an audit must not depend on what an index does for order.
    var isIndexReversed = false
    private var clock = HybridClock()

    static let firstLog = LogID(high: 1, low: 0)
    static let secondLog = LogID(high: 2, low: 0)
    static let firstMillisecond: Int64 = 1_700_000_000_000

    private var all: [Event] { logs.values.flatMap { $0 }.sorted { $0.order < $1.order } }

    /// Appends an event, a second after the one before.
    @discardableResult
    mutating func append(
        _ payload: EventPayload, to log: LogID = firstLog, reason: String? = nil, stampLead: Int64 = 0, actor: Actor = Actor(name: "ada")
    ) -> Position {
        let position = Position(log: log, sequence: SequenceNumber(UInt64(logs[log, default: []].count)))
        let wallClock = Self.firstMillisecond + Int64(all.count) * 1_000
        let head = EventHead(
            type: payload.type, stamp: clock.next(wallClockMilliseconds: wallClock + stampLead), wallClockMilliseconds: wallClock,
            actor: actor,
            agent: Agent(client: "cairn/0.1.0", host: "node-1", processID: 7), entities: payload.entities)
        logs[log, default: []].append(Event(position: position, head: head, body: .full(reason: reason, payload: payload)))
        return position
    }

    /// What is left of an event after a redaction.
    mutating func erase(_ position: Position) {
        logs[position.log]?[Int(position.sequence.rawValue)].body = .erased(bodyHash: SHA256.digest([1]))
    }

    /// Lets an event of a later release name entities, which only a head can do.
    mutating func setEntities(_ entities: [EntityID], at position: Position) {
        logs[position.log]?[Int(position.sequence.rawValue)].head.entities = entities
    }

    func extents() throws -> [LogID: UInt64] { logs.mapValues { UInt64($0.count) } }

    func visit(_ log: LogID, _ range: Range<SequenceNumber>, _ visitor: ([Event]) throws -> EventVisit) throws {
        let wanted = (logs[log] ?? []).filter { range.contains($0.position.sequence) && !unreadable.contains($0.position) }
        for start in stride(from: 0, to: wanted.count, by: 3) {
            if case .stop = try visitor(Array(wanted[start..<min(start + 3, wanted.count)])) { return }
        }
    }

    func event(at position: Position) throws -> Event? {
        unreadable.contains(position) ? nil : logs[position.log]?.first { $0.position == position }
    }

    func positions(of entity: EntityID) throws -> [Position] {
        let positions = all.filter { $0.head.entities.contains(entity) }.map(\.position)
        return isIndexReversed ? positions.reversed() : positions
    }
}
