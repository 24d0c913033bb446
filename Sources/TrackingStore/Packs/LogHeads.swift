import LogPositions
import SegmentLog

/// What the file `heads` says: the store's closed logs. Specification: HeadsFile.
struct LogHeads: Hashable, Sendable {
    /// The packs whose logs are all among `logs`.
    var packs: Set<PackID> = []
    var logs: [LogID: ClosedLogHead] = [:]
    /// The highest size under which the `LogOpened` of one of these logs names a log, whether that is among them or not.
    var named: [LogID: UInt64] = [:]
}
