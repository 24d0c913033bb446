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
    private var pace: UploadPace
    private var asked = ContinuousClock.now

    init(upload: APIUpload, limit: UInt64?, limits: ServerLimits) {
        self.upload = upload
        self.limit = limit
        pace = UploadPace(limits)
    }

    /// The client is waited for from now on.
    func ask() { asked = .now }

    /// Counts a piece that has come; false when the client is too slow.
    func isInTime(bringing byteCount: Int) -> Bool {
        let now = ContinuousClock.now
        defer { asked = now }
        return pace.isKept(bringing: byteCount, after: now - asked)
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
