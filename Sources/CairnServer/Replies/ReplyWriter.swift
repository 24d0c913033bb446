import HTTPTypes
import HummingbirdCore
import NIOCore

/// Sends an answer: bytes at once, a blob in pieces and no faster than the client reads.
struct ReplyWriter: Sendable {
    let pool: BlockingPool
    let limits: ServerLimits

    @concurrent func write(
        _ reply: Reply, headers: HTTPFields, to head: RequestHead, with writer: consuming ResponseWriter, on channel: any Channel
    ) async throws {
        let response = HTTPResponse(status: .init(code: reply.status), headerFields: headers)
        if head.method == "HEAD" || !reply.hasBody {
            try await writer.writeResponse(response)
        } else {
            switch reply.body {
            case .bytes(let bytes):
                try await writer.write(response: response, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
            case .blob(let blob, let range):
                let stream = BlobStream(blob: blob, range: range, pool: pool, pieceByteCount: limits.pieceByteCount)
                let body = ResponseBody(contentLength: Int(range.count)) { [limits] writer in
                    try await stream.write(to: &writer, on: channel, timeout: limits.writeTimeout)
                }
                try await writer.write(response: response, body: body)
            }
        }
        if reply.closesConnection { LingeringClose.begin(on: channel) }
    }
}
