import MLflowAPI
import NIOHTTP1

/// A request's line and headers as they arrived; nothing of it is decoded.
///
/// Of a header that came twice the first counts; framing headers that contradict each other never get here (NIOHTTP1 refuses them).
struct RequestHead: Sendable {
    var method: String
    /// Still percent-encoded, without the query.
    var path: String
    var query: String?
    var host: String?
    /// Which no request may (RFC 9112, 3.2): proxies and servers would each choose their own.
    private(set) var namesTwoHosts = false
    var origin: String?
    /// nil when the body's length is not known from the start.
    var contentLength: UInt64? = 0
    var expectsContinue = false
    /// Whether the client keeps the connection for further requests (RFC 9112, 9.3); with HTTP/1.0 it never does, nor where it offers another
    /// protocol: what follows is not read as HTTP any more.
    var isKeptAlive: Bool
    /// Whether the client offers to go on in another protocol (RFC 9110, 7.8 and 9.3.6). It is not taken up.
    private(set) var offersUpgrade: Bool
    /// The method and headers of a preflight (the Fetch standard, 3.2.2).
    var requestedHeaders: String?

    private let isHTTP11: Bool
    private var contentType: String?
    private var userAgent: String?
    private var clientVersion: String?
    private var range: String?
    private var ifNoneMatch: String?
    private var ifRange: String?
    private var requestID: String?
    private var authorization: String?

    init(_ head: HTTPRequestHead) {
        method = head.method.rawValue
        isHTTP11 = head.version == .http1_1
        offersUpgrade = head.method == .CONNECT || head.headers.contains(name: "Upgrade")
        isKeptAlive = isHTTP11 && head.isKeepAlive && !offersUpgrade
        (path, query) = Self.split(head.uri)
        for (name, value) in head.headers { take(name.lowercased(), value) }
    }

    private mutating func take(_ name: String, _ value: String) {
        switch name {
        case "host":
            namesTwoHosts = host != nil
            host = host ?? value
        case "content-length": if contentLength != nil { contentLength = UInt64(value) }
        case "transfer-encoding": contentLength = nil
        case "content-type": contentType = contentType ?? value
        case "user-agent": userAgent = userAgent ?? value
        case "x-mlflow-client-version": clientVersion = clientVersion ?? value
        case "x-request-id": requestID = requestID ?? value
        case "authorization": authorization = authorization ?? value
        case "origin": origin = origin ?? value
        case "expect": expectsContinue = isHTTP11 && value.lowercased() == "100-continue"
        case "range": range = range ?? value
        case "if-none-match": ifNoneMatch = ifNoneMatch ?? value
        case "if-range": ifRange = ifRange ?? value
        case "access-control-request-headers": requestedHeaders = requestedHeaders ?? value
        default: break
        }
    }

    /// Probes are answered whoever asks and however busy the pool is.
    var isProbe: Bool { path == "/health" || path == "/version" }
    var isRead: Bool { method == "GET" || method == "HEAD" }

    /// As MLflowAPI takes it. HEAD is GET whose body is not sent.
    func apiRequest(peer: String) -> APIRequest {
        APIRequest(
            method: method == "HEAD" ? "GET" : method, path: path, query: query, contentType: contentType,
            contentLength: contentLength, userAgent: userAgent, clientVersion: clientVersion, range: range, ifNoneMatch: ifNoneMatch,
            ifRange: ifRange, requestID: requestID, host: host, claimedUser: BasicCredentials(authorization)?.name, peer: peer)
    }

    /// The path and the query of a request's target: origin form, or absolute form (RFC 9112, 3.2), whose authority is dropped.
    private static func split(_ target: String) -> (path: String, query: String?) {
        var rest = target[...]
        if rest.utf8.first != UInt8(ascii: "/"), let scheme = rest.firstRange(of: "://") {
            rest = rest[scheme.upperBound...]
            rest = rest.firstIndex(where: { $0 == "/" || $0 == "?" }).map { rest[$0...] } ?? ""
        }
        if let fragment = rest.utf8.firstIndex(of: UInt8(ascii: "#")) { rest = rest[..<fragment] }
        guard let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (rest.isEmpty ? "/" : String(rest), nil) }
        return (mark == rest.startIndex ? "/" : String(rest[..<mark]), String(rest[rest.utf8.index(after: mark)...]))
    }
}
