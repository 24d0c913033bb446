package import SegmentLog

/// What a log looks like beside the checkpoint that was kept of it.
package enum CheckpointComparison: Hashable, Sendable {
    /// No checkpoint of the log was kept: nothing can be said.
    case nothingKept
    /// The log begins as the kept checkpoint says, and has this many records more.
    case agrees(kept: SignedCheckpoint, newRecordCount: UInt64)
    /// The log has fewer durable records than were vouched for: it lags, or its tail is missing. To be healed by fetching the log from a peer.
    ///
    /// `isProved`: a proof showed that what is here is the beginning of what was vouched for. Without one that is not known.
    case tailMissing(kept: SignedCheckpoint, log: LogExtent, isProved: Bool)
    /// As many records as were vouched for have another root: the log was rolled back and written again, or changed. The two are evidence.
    case contradicts(kept: SignedCheckpoint, log: LogExtent)
}

extension CheckpointComparison: CustomStringConvertible {
    package var description: String {
        switch self {
        case .nothingKept: "no checkpoint of this log was kept"
        case .agrees(let kept, let count): "the log continues the kept checkpoint of \(kept.checkpoint.size) records by \(count)"
        case .tailMissing(let kept, let log, let isProved):
            "the log has \(log.size) durable records, a kept checkpoint vouches for \(kept.checkpoint.size): the tail is missing"
                + (isProved ? "" : ", and whether the rest is the same is not known")
                + "; fetch the log from a replica, and append nothing until then"
        case .contradicts(let kept, let log):
            "the first \(log.size) records have the root \(log.root.map { "\($0)" } ?? "-"), a kept checkpoint says \(kept.checkpoint.root): "
                + "the log was rolled back and written again, or changed; keep both, and trust neither until you know which"
        }
    }
}
