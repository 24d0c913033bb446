import NIOHTTP1

/// The checks before a request is looked at, and the headers that every answer carries (section 4.5 of MLflow's surface).
struct SecurityRules: Sendable {
    private let hosts: HostRule
    private let origins: OriginRule
    private let options: SecurityOptions

    init(options: SecurityOptions, boundHost: String) {
        self.options = options
        hosts = HostRule(allowedHosts: options.allowedHosts, boundHost: boundHost)
        origins = OriginRule(allowedOrigins: options.allowedOrigins)
    }

    /// The answer to a request that goes no further: a refusal, or a preflight's permission.
    func verdict(on head: RequestHead) -> Reply? {
        if !options.isEnabled || head.isProbe { return head.method == "OPTIONS" ? preflight(for: head) : nil }
        if !hosts.allows(head.host) { return .text(403, HostRule.refusal) }
        if head.method == "OPTIONS" { return preflight(for: head) }
        if origins.refuses(method: head.method, path: head.path, origin: head.origin) {
            return .text(403, OriginRule.refusal)
        }
        return nil
    }

    /// Adds what every answer carries, and what the page that asked needs.
    ///
    /// - Parameter head: nil where nothing of the request could be read.
    func decorate(_ headers: inout HTTPHeaders, _ reply: Reply, for head: RequestHead?) {
        if !reply.has("X-Content-Type-Options") { headers.add(name: "X-Content-Type-Options", value: "nosniff") }
        if let value = options.frameOptions, !reply.has("X-Frame-Options") { headers.add(name: "X-Frame-Options", value: value) }
        guard let origin = head?.origin else { return }
        headers.add(name: "Vary", value: "Origin")
        guard origins.allows(origin) else { return }
        headers.add(name: "Access-Control-Allow-Origin", value: origin)
        headers.add(name: "Access-Control-Allow-Credentials", value: "true")
    }

    private func preflight(for head: RequestHead) -> Reply {
        var reply = Reply(status: 204)
        guard let origin = head.origin, origins.allows(origin) else { return reply }
        reply.headers.append(("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"))
        if let wanted = head.requestedHeaders { reply.headers.append(("Access-Control-Allow-Headers", wanted)) }
        reply.headers.append(("Access-Control-Max-Age", "600"))
        return reply
    }
}
