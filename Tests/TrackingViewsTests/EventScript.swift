import LogPositions
import Synchronization
import TrackingEvents

/// Events written down in a test, delivered as a store would: per log, in order, in blocks of a few.
final class EventScript: EventSource {
    private struct State {
        var logs: [LogID: [Event]] = [:]
        var ticks: UInt64 = 1_000
    }
    private let state = Mutex(State())
    let blockCount: Int

    init(blockCount: Int = 7) { self.blockCount = blockCount }

    static func log(_ number: UInt64) -> LogID { LogID(high: number, low: 1) }

    /// Adds an event to log `log`. Its stamp is later than all before it, unless given; its wall clock shows the stamp's milliseconds.
    @discardableResult
    func add(_ payload: EventPayload, log: UInt64 = 1, at milliseconds: UInt64? = nil, request: String? = nil) -> Position {
        state.withLock { state in
            state.ticks = milliseconds ?? state.ticks + 1
            let stamp = HybridTimestamp(milliseconds: state.ticks, counter: 0)
            let log = Self.log(log)
            let position = Position(log: log, sequence: SequenceNumber(UInt64(state.logs[log]?.count ?? 0)))
            let head = EventHead(
                type: payload.type, stamp: stamp, wallClockMilliseconds: Int64(state.ticks), actor: Actor(name: "someone"),
                agent: Agent(client: "test", host: "here", processID: 1), entities: payload.entities,
                requestID: request.map { RequestID($0) })
            state.logs[log, default: []].append(Event(position: position, head: head, body: .full(reason: nil, payload: payload)))
            return position
        }
    }

    func extents() -> [LogID: UInt64] { state.withLock { $0.logs.mapValues { UInt64($0.count) } } }

    func visit(_ log: LogID, _ range: Range<SequenceNumber>, _ visitor: ([Event]) throws -> EventVisit) throws {
        let events = state.withLock { $0.logs[log] ?? [] }
        var next = Int(range.lowerBound.rawValue)
        let end = min(Int(range.upperBound.rawValue), events.count)
        while next < end {
            let block = Array(events[next..<min(next + blockCount, end)])
            next += block.count
            if try visitor(block) == .stop { return }
        }
    }

    func event(at position: Position) -> Event? {
        state.withLock { state in
            guard let events = state.logs[position.log], position.sequence.rawValue < events.count else { return nil }
            return events[Int(position.sequence.rawValue)]
        }
    }
}
