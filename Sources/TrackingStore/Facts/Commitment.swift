import LogPositions
import SegmentLog

/// A record's place in its log, and what tells when it is durable.
struct Commitment: Sendable {
    var position: Position
    var ticket: CommitTicket
    /// Of what was submitted, as encoded.
    var byteCount: Int
}
