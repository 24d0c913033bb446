import HTTPTypes
import MLflowAPI
import NIOCore

/// A request's line and headers as they arrived; nothing of it is decoded.
struct RequestHead: Sendable {
    var method: String
    /// Still percent-encoded, without the query.
    var path: String
    var query: String?
    var fields: HTTPFields

    init(_ request: HTTPRequest) {
        method = request.method.rawValue
        fields = request.headerFields
        if let authority = request.authority, fields[.host] == nil { fields[.host] = authority }
        (path, query) = Self.split(request.path ?? "/")
    }

    var host: String? { fields[.host] }
    var origin: String? { fields[.origin] }
    var expectsContinue: Bool { fields[.expect]?.lowercased() == "100-continue" }
    var isChunked: Bool { fields[.transferEncoding] != nil }
    /// nil when the body's length is not known from the start.
    var contentLength: UInt64? { isChunked ? nil : UInt64(fields[.contentLength] ?? "0") }
    /// Probes are answered whoever asks and however busy the pool is.
    var isProbe: Bool { path == "/health" || path == "/version" }
    var isRead: Bool { method == "GET" || method == "HEAD" }

    /// As MLflowAPI takes it. HEAD is GET whose body is not sent.
    func apiRequest(peer: String) -> APIRequest {
        APIRequest(
            method: method == "HEAD" ? "GET" : method, path: path, query: query, contentType: fields[.contentType],
            contentLength: contentLength, userAgent: fields[.userAgent], clientVersion: fields[.clientVersion],
            range: fields[.range], ifNoneMatch: fields[.ifNoneMatch], ifRange: fields[.ifRange],
            requestID: fields[.requestID], host: host, claimedUser: BasicCredentials(fields[.authorization])?.name, peer: peer)
    }

    /// The path and the query of a request's target: origin form, or absolute form (RFC 9112, 3.2), whose authority is dropped.
    private static func split(_ target: String) -> (path: String, query: String?) {
        var rest = target[...]
        if rest.first != "/", let scheme = rest.firstRange(of: "://") {
            rest = rest[scheme.upperBound...]
            rest = rest.firstIndex(where: { $0 == "/" || $0 == "?" }).map { rest[$0...] } ?? ""
        }
        if let fragment = rest.firstIndex(of: "#") { rest = rest[..<fragment] }
        guard let mark = rest.firstIndex(of: "?") else { return (rest.isEmpty ? "/" : String(rest), nil) }
        return (mark == rest.startIndex ? "/" : String(rest[..<mark]), String(rest[rest.index(after: mark)...]))
    }
}

extension HTTPField.Name {
    // These names are tokens (RFC 9110, 5.6.2), so that making them cannot fail.
    static let clientVersion = HTTPField.Name("X-MLflow-Client-Version")!
    static let requestID = HTTPField.Name("X-Request-ID")!
    static let host = HTTPField.Name("Host")!
    static let xFrameOptions = HTTPField.Name("X-Frame-Options")!
}
