import MLflowAPI
import TrackingStore

/// An answer on its way to the socket.
struct Reply: Sendable {
    enum Body: Sendable {
        case bytes([UInt8])
        case blob(BlobFile, range: Range<UInt64>)
    }

    var status: Int
    /// Without what every answer carries.
    var headers: [(name: String, value: String)] = []
    var body = Body.bytes([])
    /// Whether the connection ends with this answer, since the rest of the request is not going to be read.
    var closesConnection = false

    init(status: Int) { self.status = status }

    init(_ outcome: APIOutcome) {
        status = outcome.status
        headers = outcome.headers
        switch outcome.body {
        case .bytes(let bytes): body = .bytes(bytes)
        case .blob(let blob, let range): body = .blob(blob, range: range)
        }
    }

    var byteCount: UInt64 {
        switch body {
        case .bytes(let bytes): UInt64(bytes.count)
        case .blob(_, let range): range.upperBound - range.lowerBound
        }
    }

    /// Whether an answer of this status has a body, be it empty (RFC 9110, 6.4.1).
    var hasBody: Bool { status >= 200 && status != 204 && status != 304 }

    /// Whether a header of this name, in the spelling that this program uses, is set.
    func has(_ name: String) -> Bool { headers.contains { $0.name == name } }
}

extension Reply {
    static func text(_ status: Int, _ text: String) -> Reply {
        var reply = Reply(status: status)
        reply.headers = [("Content-Type", "text/plain; charset=utf-8")]
        reply.body = .bytes(Array(text.utf8))
        return reply
    }

    static func error(_ code: ErrorCode, _ message: String) -> Reply {
        Reply(.error(APIError(code: code, message: message)))
    }

    /// Too many large bodies at once. Clients repeat the request after a pause.
    static var busy: Reply {
        var reply = Reply.error(
            .temporarilyUnavailable, "The server is taking in as many large requests as it has memory for. Send this one again in a moment."
        )
        reply.headers.append(("Retry-After", "1"))
        return reply
    }

    /// What is not HTTP, or has more header than ``ServerLimits`` allow. Nothing on this connection can be read any more.
    static var notHTTP: Reply {
        var reply = Reply.error(
            .badRequest, "This is no HTTP/1.1 request that this server takes: its line or headers are malformed or too long.")
        reply.closesConnection = true
        return reply
    }

    /// An upload that drips. Clients repeat the request.
    static func tooSlow(minimumByteRate: Int) -> Reply {
        let message = "This upload came in at less than this server's limit of \(minimumByteRate) bytes a second. Send it again, faster."
        return Reply(.error(APIError(code: .deadlineExceeded, message: message), status: 408))
    }
}
