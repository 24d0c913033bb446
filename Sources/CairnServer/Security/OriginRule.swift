/// Which web pages may send writes, and which may read what they get.
struct OriginRule: Sendable {
    static let refusal = "Cross-origin request blocked"

    private let allowed: Set<String>
    private let allowsAll: Bool

    init(allowedOrigins: [String]) {
        allowed = Set(allowedOrigins.map { $0.lowercased() })
        allowsAll = allowedOrigins.contains("*")
    }

    /// Whether a page of this origin may use the server.
    func allows(_ origin: String) -> Bool {
        let origin = origin.lowercased()
        return allowsAll || allowed.contains(origin) || Self.isThisMachine(origin)
    }

    /// Whether a request has to be refused: a write to the API, from a page that may not.
    func refuses(method: String, path: String, origin: String?) -> Bool {
        guard let origin, Self.changesState(method) else { return false }
        return (path.hasPrefix("/api/") || path.hasPrefix("/ajax-api/")) && !allows(origin)
    }

    private static func changesState(_ method: String) -> Bool {
        switch method {
        case "POST", "PUT", "PATCH", "DELETE": true
        default: false
        }
    }

    private static func isThisMachine(_ origin: String) -> Bool {
        guard origin.hasPrefix("http://"), let authority = Authority(String(origin.dropFirst(7))) else { return false }
        return ["localhost", "127.0.0.1", "::1"].contains(authority.host)
    }
}
