import MLflowAPI
import NIOCore

/// A body on its way into a blob: at most one piece of it lies in memory. Belongs to its connection's event loop.
final class IncomingBlob {
    let upload: APIUpload
    let limit: UInt64?
    var receivedByteCount: UInt64 = 0
    var gathered: [ByteBuffer] = []
    var gatheredByteCount = 0
    /// While the pool writes a piece nothing is taken in, and the upload is the pool's.
    var isWriting = false

    init(upload: APIUpload, limit: UInt64?) {
        self.upload = upload
        self.limit = limit
    }

    /// What was gathered, to be written.
    func takePiece() -> [ByteBuffer] {
        defer {
            gathered = []
            gatheredByteCount = 0
        }
        return gathered
    }
}
