import HTTPTypes

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

    /// Adds what every answer to `head` carries.
    func decorate(_ fields: inout HTTPFields, for head: RequestHead) {
        if fields[.xContentTypeOptions] == nil { fields[.xContentTypeOptions] = "nosniff" }
        if let value = options.frameOptions, fields[.xFrameOptions] == nil { fields[.xFrameOptions] = value }
        guard let origin = head.origin else { return }
        fields.append(HTTPField(name: .vary, value: "Origin"))
        guard origins.allows(origin) else { return }
        fields[.accessControlAllowOrigin] = origin
        fields[.accessControlAllowCredentials] = "true"
    }

    private func preflight(for head: RequestHead) -> Reply {
        var reply = Reply(status: 204)
        guard let origin = head.origin, origins.allows(origin) else { return reply }
        reply.headers[.accessControlAllowMethods] = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
        if let wanted = head.fields[.accessControlRequestHeaders] { reply.headers[.accessControlAllowHeaders] = wanted }
        reply.headers[.accessControlMaxAge] = "600"
        return reply
    }
}
