/// A request's first line and the headers that matter here, as they arrived.
package struct APIRequest: Sendable {
    /// Upper case, as HTTP has it.
    package var method: String
    /// Still percent-encoded, without the query.
    package var path: String
    /// Behind the question mark, still percent-encoded; nil when there is none.
    package var query: String?
    package var contentType: String?
    package var contentLength: UInt64?
    package var userAgent: String?
    /// `X-MLflow-Client-Version`.
    package var clientVersion: String?
    package var range: String?
    package var ifNoneMatch: String?
    package var ifRange: String?
    /// `X-Request-ID`: a repetition of a request gets the first answer.
    package var requestID: String?
    /// `Host`, to recognise our own address in a source URI.
    package var host: String?
    /// The name in the request's credentials. Nobody has checked them: it is asserted, as `user_id` is.
    package var claimedUser: String?
    /// The address the request came from; a process name in process.
    package var peer: String

    package init(
        method: String, path: String, query: String? = nil, contentType: String? = nil, contentLength: UInt64? = nil,
        userAgent: String? = nil, clientVersion: String? = nil, range: String? = nil, ifNoneMatch: String? = nil,
        ifRange: String? = nil, requestID: String? = nil, host: String? = nil, claimedUser: String? = nil,
        peer: String = ""
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.contentType = contentType
        self.contentLength = contentLength
        self.userAgent = userAgent
        self.clientVersion = clientVersion
        self.range = range
        self.ifNoneMatch = ifNoneMatch
        self.ifRange = ifRange
        self.requestID = requestID
        self.host = host
        self.claimedUser = claimedUser
        self.peer = peer
    }
}
