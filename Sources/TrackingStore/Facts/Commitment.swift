import LogPositions
import SegmentLog

/// A record's place in its log, what its writer's clock said, and what tells when it is durable.
struct Commitment: Sendable {
    var position: Position
    var wallClockMilliseconds: Int64
    var ticket: CommitTicket
    /// Of what was submitted, as encoded.
    var byteCount: Int
}
