/// How a server is to listen, whom it answers, and what it lets one client take.
package struct ServerOptions: Sendable {
    /// The address to bind, a name or an IP address.
    package var host = "127.0.0.1"
    /// The port to bind; 0 takes a free one, which ``CairnServer`` reports once it listens.
    package var port = 5000
    package var security = SecurityOptions()
    package var limits = ServerLimits()

    package init() {}
}

/// The checks that protect a local server without users from hostile web pages.
package struct SecurityOptions: Sendable {
    /// Hosts that a request may name, in place of the default ones (this machine and private networks); `*` stands for any run of characters.
    package var allowedHosts: [String]?
    /// Origins besides this machine's whose pages may send writes; `*` alone allows all.
    package var allowedOrigins: [String] = []
    /// The value of `X-Frame-Options`; nil leaves the header out.
    package var frameOptions: String? = "SAMEORIGIN"
    /// Off only behind a proxy that does these checks itself.
    package var isEnabled = true

    package init() {}
}
