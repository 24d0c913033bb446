/// What one process has of a store during one opening: how far it has read, and the logs that it writes. A forked child begins a session of
/// its own, and knows nothing of its parent's.
final class StoreSession: Sendable {
    let shelf: LogShelf
    let reading: StoreReading
    private let tracking: OwnLog
    private let registry: OwnLog

    init(context: StoreContext, recovery: DeadLogRecovery?) {
        shelf = LogShelf(context)
        reading = StoreReading(shelf: shelf, recovery: recovery)
        let stamps = StampSource()
        tracking = OwnLog(.tracking, context: context, reading: reading, stamps: stamps)
        registry = OwnLog(.registry, context: context, reading: reading, stamps: stamps)
    }

    subscript(label: LogLabel) -> OwnLog {
        switch label {
        case .tracking: tracking
        case .registry: registry
        }
    }

    var hasFullLogs: Bool { tracking.hasEndedFull || registry.hasEndedFull }

    /// Brings logs to their end that a full disk has ended; whether there are any.
    func leaveFullLogs() throws(CommandError) -> Bool {
        let leavesTracking = try tracking.leaveIfFull()
        let leavesRegistry = try registry.leaveIfFull()
        return leavesTracking || leavesRegistry
    }

    func startAfresh() {
        tracking.startAfresh()
        registry.startAfresh()
    }

    /// Seals both logs, whatever becomes of the first.
    func close() throws(StoreError) {
        do { try tracking.close() } catch {
            try registry.close()
            throw error
        }
        try registry.close()
    }
}
