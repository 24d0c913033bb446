/// A run's status, end or name changed; nil leaves a field as it was.
package struct RunUpdated: Hashable, Sendable {
    package var run: RunID
    package var status: RunStatus?
    package var endTime: Int64?
    package var name: String?

    package init(run: RunID, status: RunStatus? = nil, endTime: Int64? = nil, name: String? = nil) {
        self.run = run
        self.status = status
        self.endTime = endTime
        self.name = name
    }
}
