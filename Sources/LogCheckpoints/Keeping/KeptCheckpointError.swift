package import SegmentLog

/// Why a checkpoint was not kept, or the kept one cannot be used.
package enum KeptCheckpointError: Error, Hashable, Sendable {
    /// No key that is trusted signed the offered checkpoint.
    case notTrusted(NoteVerificationError)
    /// The origin is not that of a Cairn log.
    case notALog(origin: String)
    /// Two signed checkpoints of one size with two roots: whoever holds the key has shown two histories. Both are kept.
    case fork(kept: SignedCheckpoint, other: SignedCheckpoint)
    /// Nothing shows that the offered checkpoint continues the kept one.
    case unproved(kept: SignedCheckpoint, offered: SignedCheckpoint)
    /// The log is not as the kept checkpoint says, so no new one was signed.
    case refused(CheckpointComparison)
    /// The head was not signed.
    case notSigned(CheckpointSigningError)
    /// The file is not as it was kept.
    case damaged(path: String, byteOffset: Int, message: String)
    /// Another process is keeping a checkpoint in this directory.
    case busy(path: String)
    /// The storage or the log refused.
    case storage(LogError)
}

extension KeptCheckpointError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notTrusted(let error): "the checkpoint was not kept: \(error)"
        case .notALog(let origin): "'\(origin)' is not the origin of a Cairn log; the checkpoint was not kept"
        case .fork(let kept, let other):
            "two checkpoints of \(kept.checkpoint.size) records have the roots \(kept.checkpoint.root) and \(other.checkpoint.root): "
                + "the log's owner has shown two histories. Both were kept; do not trust the log"
        case .unproved(let kept, let offered):
            "nothing shows that the checkpoint of \(offered.checkpoint.size) records continues the kept one of \(kept.checkpoint.size); "
                + "it was not kept: ask its sender for a consistency proof"
        case .refused(let comparison): "no checkpoint was signed: \(comparison)"
        case .notSigned(let error): error.description
        case .damaged(let path, let byteOffset, let message):
            "\(path), byte \(byteOffset): the kept checkpoint is damaged: \(message); put back a copy from a backup or a peer, or move the file away"
        case .busy(let path): "\(path): another process is keeping a checkpoint here; try again"
        case .storage(let error): error.description
        }
    }
}
