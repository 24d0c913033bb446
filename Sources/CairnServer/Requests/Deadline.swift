import NIOCore

/// Closes a connection unless it is cancelled in time.
struct Deadline: Sendable {
    private let task: Scheduled<Void>

    init(_ amount: Duration, closing channel: any Channel) {
        task = channel.eventLoop.scheduleTask(in: TimeAmount(amount)) { channel.close(mode: .all, promise: nil) }
    }

    func cancel() { task.cancel() }
}
