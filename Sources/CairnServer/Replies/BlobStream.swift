import HummingbirdCore
import NIOCore
import TrackingStore

/// A range of a blob on its way out: one piece in memory at a time.
struct BlobStream: Sendable {
    let blob: BlobFile
    let range: Range<UInt64>
    let pool: BlockingPool
    let pieceByteCount: Int

    /// A client that leaves a piece unread for `timeout` loses its connection.
    @concurrent func write(to writer: inout any ResponseBodyWriter, on channel: any Channel, timeout: Duration) async throws {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let end = min(offset + UInt64(pieceByteCount), range.upperBound)
            let piece = try await pool.run { [blob, offset] in try blob.read(offset..<end) }
            // The blob is shorter than it was: the announced length cannot be kept, so the connection breaks off.
            guard !piece.isEmpty else { throw RequestFailure.bodyCutOff }
            let deadline = Deadline(timeout, closing: channel)
            defer { deadline.cancel() }
            try await writer.write(ByteBuffer(bytes: piece))
            offset += UInt64(piece.count)
        }
        try await writer.finish(nil)
    }
}
