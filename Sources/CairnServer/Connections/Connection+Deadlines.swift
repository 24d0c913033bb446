import NIOCore

// One timer a connection, set anew only when it goes off: a request moves the deadline, which costs an assignment.
extension Connection {
    /// Closes the connection unless `deadline` is moved or taken away in time.
    func expect(within duration: Duration) {
        let deadline = NIODeadline.now() + TimeAmount(duration)
        self.deadline = deadline
        if let timer, timer.at <= deadline { return }
        timer?.task.cancel()
        schedule(at: deadline)
    }

    private func schedule(at time: NIODeadline) {
        guard let loop = context?.eventLoop else { return }
        let task = loop.assumeIsolated().scheduleTask(deadline: time) { self.timeIsUp() }
        timer = (task, time)
    }

    private func timeIsUp() {
        timer = nil
        guard let deadline else { return }
        if deadline <= .now() { breakOff() } else { schedule(at: deadline) }
    }
}
