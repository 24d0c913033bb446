import NIOCore
import TrackingStore

/// What is left to send of a long answer: one piece at a time is given to the socket.
enum OutgoingBody: Sendable {
    case bytes(ByteBuffer)
    case blob(BlobFile, rest: Range<UInt64>)
}
