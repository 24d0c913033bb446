import ContentHashing
import LogPositions
import SegmentLog
import TrackingEvents

/// What a store has to know of a log that has come to its end, so that it need not open it. Specification: HeadsFile.
struct ClosedLogHead: Hashable, Sendable {
    /// Where the log's files lie.
    enum Place: Hashable, Sendable {
        /// `logs/<LogID>/`
        case directory
        case pack(PackID)
    }

    var log: LogID
    /// The number of its records.
    var size: UInt64
    /// The root over them; nil where the log keeps no tree.
    var root: Digest?
    /// The stamp of its last record, the highest; zero where that cannot be read.
    var stamp: HybridTimestamp
    /// Whether its `LogOpened` says that it is this store's.
    var isOwn: Bool
    var place: Place

    var isPacked: Bool { place != .directory }
}
