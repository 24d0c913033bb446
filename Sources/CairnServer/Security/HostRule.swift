/// Which hosts a request may name: the defence against DNS rebinding, by which a hostile page reaches a local server under its own name.
struct HostRule: Sendable {
    static let refusal = "Invalid Host header - possible DNS rebinding attack detected"

    /// Lower-case patterns given by the user, nil for the default rule.
    private let patterns: [String]?
    /// The name that the server was told to bind, allowed besides the default ones.
    private let boundHost: String

    init(allowedHosts: [String]?, boundHost: String) {
        patterns = allowedHosts.map { $0.map { $0.lowercased() } }
        self.boundHost = boundHost.lowercased()
    }

    /// Whether a request that names `host` (the header's value, with its port) is to be answered.
    func allows(_ host: String?) -> Bool {
        guard let host = host?.lowercased(), !host.isEmpty else { return patterns == ["*"] }
        let address = Authority(host)
        guard let patterns else { return address.map { allowsByDefault($0.host) } ?? false }
        return patterns.contains { pattern in
            Wildcard.matches(pattern, host) || (address.map { Wildcard.matches(pattern, $0.host) } ?? false)
        }
    }

    private func allowsByDefault(_ host: String) -> Bool {
        if host == "localhost" || host == boundHost { return true }
        if let address = IPv4Address(host) { return address.isLocal }
        return IPv6Address(host)?.isLocal ?? false
    }
}
