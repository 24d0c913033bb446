/// One event behind a model version, as the version's page lists it.
package struct AuditLine: Sendable, Hashable {
    package var position: String
    /// Milliseconds since the Unix epoch, by the writer's own clock.
    package var wallClockMilliseconds: Int64
    package var actor: String
    /// The event's type.
    package var event: String
    /// What happened, in words; may be empty.
    package var detail: String

    package init(position: String, wallClockMilliseconds: Int64, actor: String, event: String, detail: String) {
        self.position = position
        self.wallClockMilliseconds = wallClockMilliseconds
        self.actor = actor
        self.event = event
        self.detail = detail
    }
}
