package import SegmentLog

// The forms that answers take.

extension APIOutcome {
    /// 200 with the JSON object that `content` writes.
    static func json(tickets: [CommitTicket] = [], _ content: (inout JSONWriter) throws -> Void) rethrows -> APIOutcome {
        var writer = JSONWriter()
        try writer.object(content)
        return APIOutcome(
            status: 200, headers: [jsonContentType], body: .bytes(writer.bytes), tickets: tickets)
    }

    /// 200 with JSON that was written before.
    static func json(_ bytes: [UInt8]) -> APIOutcome { APIOutcome(status: 200, headers: [jsonContentType], body: .bytes(bytes)) }

    /// 200 with `{}`: done, nothing to tell.
    static func empty(tickets: [CommitTicket] = []) -> APIOutcome { .json(tickets: tickets) { _ in } }

    static func text(_ text: String) -> APIOutcome {
        APIOutcome(status: 200, headers: [("Content-Type", "text/plain; charset=utf-8")], body: .bytes(Array(text.utf8)))
    }

    /// The error shape of every route.
    ///
    /// - Parameter status: where it is not the one that goes with the code (405, 413).
    package static func error(_ error: APIError, status: Int? = nil) -> APIOutcome {
        var writer = JSONWriter()
        writer.object {
            $0.member("error_code", error.code.rawValue)
            $0.member("message", error.message)
        }
        return APIOutcome(
            status: status ?? error.code.httpStatus, headers: [jsonContentType], body: .bytes(writer.bytes))
    }

    /// What a commit that failed leaves to say: nobody may believe that it happened.
    package static func failed(_ error: LogError) -> APIOutcome { .error(APIError(error)) }

    /// 413 for a body beyond the limit.
    package static func bodyTooLong(limit: UInt64) -> APIOutcome {
        .error(.invalid("The request's body is longer than this server's limit of \(limit) bytes."), status: 413)
    }

    private static var jsonContentType: (name: String, value: String) { ("Content-Type", "application/json") }
}
