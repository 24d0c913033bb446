import LogPositions
import TrackingEvents

/// What this process has learned of logs that it does not write itself.
struct Observations: Sendable {
    /// Rises with every change, so that "nothing new" costs one comparison.
    private(set) var version: UInt64 = 0
    private(set) var ends: [LogID: UInt64] = [:]
    /// The stamp of the newest event read of each log, and the end up to which it was read. Stamps rise within a log.
    private var stamps: [LogID: (end: UInt64, stamp: HybridTimestamp)] = [:]

    mutating func learn(_ learned: [LogID: UInt64], except isOwn: (LogID) -> Bool = { _ in false }) {
        for (log, end) in learned where end > ends[log] ?? 0 && !isOwn(log) {
            ends[log] = end
            version += 1
        }
    }

    mutating func note(_ stamp: HybridTimestamp, of log: LogID, end: UInt64) {
        if end > stamps[log]?.end ?? 0 { stamps[log] = (end, stamp) }
    }

    /// A stamp that none of the log's records before `end` exceeds; nil when it was not read that far.
    func stamp(of log: LogID, before end: UInt64) -> HybridTimestamp? {
        guard let known = stamps[log], known.end >= end else { return nil }
        return known.stamp
    }
}
