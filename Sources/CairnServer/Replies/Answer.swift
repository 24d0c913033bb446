import MLflowAPI
import SegmentLog

/// A reply, and the commits that have to be durable before anyone may see it.
struct Answer: Sendable {
    private let reply: Reply
    private let tickets: [CommitTicket]

    init(_ reply: Reply) {
        self.reply = reply
        tickets = []
    }

    init(_ outcome: APIOutcome) {
        reply = Reply(outcome)
        tickets = outcome.tickets
    }

    /// Hands the reply over once all of it is durable; the failure's reply when that fails. At once, or from the thread that leads the commit: never block in `send`.
    func whenDurable(_ send: @escaping @Sendable (Reply) -> Void) { wait(for: tickets[...], send) }

    private func wait(for rest: ArraySlice<CommitTicket>, _ send: @escaping @Sendable (Reply) -> Void) {
        guard let ticket = rest.first else { return send(reply) }
        ticket.whenDurable { error in
            if let error { return send(Reply(.failed(error))) }
            wait(for: rest.dropFirst(), send)
        }
    }
}
