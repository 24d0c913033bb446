import SegmentLog
import TrackingEvents

/// An event before it has its time and its place. Its body is encoded already, so that others need not wait for that.
struct EventDraft: Sendable {
    private let type: EventType
    private let entities: [EntityID]
    private let body: [UInt8]

    init(_ payload: EventPayload, reason: String? = nil, _ context: StoreContext) {
        type = payload.type
        entities = payload.entities
        body = EventCodec.encodeBody(nonce: context.randomness.bytes(count: 16), reason: reason, payload: payload)
    }

    func record(by origin: CommandOrigin, stamp: HybridTimestamp, wallClockMilliseconds: Int64) -> LogRecord {
        let head = EventHead(
            type: type, stamp: stamp, wallClockMilliseconds: wallClockMilliseconds, actor: origin.actor,
            agent: origin.agent, entities: entities, requestID: origin.requestID)
        return LogRecord(head: EventCodec.encodeHead(head), body: body)
    }
}
