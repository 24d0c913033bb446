/// What an event says of itself before its payload is opened; the head of its record.
package struct EventHead: Hashable, Sendable {
    package var type: EventType
    /// The version of the payload's schema; 1 for all that this release writes.
    package var schemaVersion: UInt32
    package var stamp: HybridTimestamp
    /// The writer's wall clock, milliseconds since the Unix epoch, uncorrected. Screens show this one.
    package var wallClockMilliseconds: Int64
    package var actor: Actor
    package var agent: Agent
    /// What the event is about, the chief entity first.
    package var entities: [EntityID]
    package var requestID: RequestID?

    package init(
        type: EventType, schemaVersion: UInt32 = 1, stamp: HybridTimestamp, wallClockMilliseconds: Int64, actor: Actor, agent: Agent,
        entities: [EntityID], requestID: RequestID? = nil
    ) {
        self.type = type
        self.schemaVersion = schemaVersion
        self.stamp = stamp
        self.wallClockMilliseconds = wallClockMilliseconds
        self.actor = actor
        self.agent = agent
        self.entities = entities
        self.requestID = requestID
    }
}
