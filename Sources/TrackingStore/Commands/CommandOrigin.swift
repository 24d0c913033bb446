package import TrackingEvents

/// Who asks for a command, with what, and why: what the head of its event says besides what happened.
package struct CommandOrigin: Sendable {
    package var actor: Actor
    package var agent: Agent
    /// What the client calls its request: a repetition gets the first answer.
    package var requestID: RequestID?
    /// Where a person gave one.
    package var reason: String?

    package init(actor: Actor, agent: Agent, requestID: RequestID? = nil, reason: String? = nil) {
        self.actor = actor
        self.agent = agent
        self.requestID = requestID
        self.reason = reason
    }
}
