package import LogPositions
package import TrackingEvents

/// One event behind a model version, as an audit tells of it.
package struct AuditEntry: Hashable, Sendable {
    /// What of an event can be told.
    package enum Condition: Hashable, Sendable {
        case known
        /// A redaction took the body; head and hash are left.
        case erased
        /// Of a later release: shown with its number, its payload is not understood.
        case unknown
    }

    package var position: Position
    /// Its place in the total order of events, which is that of the audit.
    package var order: EventOrder
    /// The writer's own clock, milliseconds since the Unix epoch, uncorrected.
    package var wallClockMilliseconds: Int64
    /// Whether the logical clock is so far ahead of the writer's own that the time shown is doubtful.
    package var isStampAhead: Bool
    package var actor: Actor
    package var agent: Agent
    package var type: EventType
    package var condition: Condition
    package var relation: AuditRelation
    /// What it is about, the chief entity first.
    package var entities: [EntityID]
    /// One line of plain English.
    package var summary: String
    /// The facts of it, in an order that depends on the event only.
    package var details: [AuditDetail]
    /// Why, where a person said so.
    package var reason: String?

    /// A logical clock further ahead of the writer's own than this, in milliseconds, is pointed out.
    package static let toleratedLeadMilliseconds: Int64 = 5 * 60 * 1_000

    init(_ event: Event, relation: AuditRelation, words: EventWords) {
        position = event.position
        order = event.order
        wallClockMilliseconds = event.head.wallClockMilliseconds
        let (lead, isFar) = Int64(event.head.stamp.milliseconds).subtractingReportingOverflow(event.head.wallClockMilliseconds)
        isStampAhead = isFar || lead > Self.toleratedLeadMilliseconds
        actor = event.head.actor
        agent = event.head.agent
        type = event.head.type
        condition = Condition(event.body)
        self.relation = relation
        entities = event.head.entities
        summary = words.summary(of: event)
        details = words.details(of: event)
        reason = event.body.reason
    }
}

extension AuditEntry.Condition {
    fileprivate init(_ body: EventBody) {
        switch body {
        case .erased: self = .erased
        case .full(_, .unknown): self = .unknown
        case .full: self = .known
        }
    }
}
