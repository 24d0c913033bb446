import SegmentLog

/// A follower for each log on another machine, which polls after every call of the writers.
final class RemoteFollowers {
    private let view: RemoteView
    private let logs: [SimulatedLog]
    private var followers: [LogFollower?]
    private var found: [FoundLog]

    init(_ moments: [Moment], _ logs: [SimulatedLog], seed: UInt64) {
        view = RemoteView(moments, seed: seed)
        self.logs = logs
        followers = logs.map { _ in nil }
        found = logs.map { _ in FoundLog() }
    }

    /// What each follower has been given up to then.
    func advance(to moment: Int) throws(LogError) -> [FoundLog] {
        view.advance(to: moment)
        for number in logs.indices {
            do throws(LogError) {
                try poll(number)
            } catch {
                // A file that went, or is not yet seen: the follower tries again later.
                if error.code != .storageFailed && error.code != .notALog { throw error }
            }
        }
        return found
    }

    private func poll(_ number: Int) throws(LogError) {
        if followers[number] == nil {
            followers[number] = try LogReader(directory: logs[number].directory, storage: view).follow(from: .zero)
        }
        guard var follower = followers[number] else { return }
        defer { followers[number] = follower }
        for record in try follower.nextBatch() {
            let body = record.body ?? []
            found[number].recordCount += 1
            found[number].chain = Account.link(found[number].chain, record.head.span, body.span)
        }
    }
}
