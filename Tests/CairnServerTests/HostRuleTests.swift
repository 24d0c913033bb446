import Testing

@testable import CairnServer

@Suite("Which hosts and origins are answered")
struct HostRuleTests {
    @Test(
        "this machine and private networks are answered by default",
        arguments: [
            "localhost", "localhost:5000", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:5000", "127.8.9.1", "[::1]", "[::1]:5000",
            "0.0.0.0:5000", "10.1.2.3:80", "172.16.0.1", "172.31.255.254:5000", "192.168.0.7", "[fc00::1]", "[fd12:3456::1]:80",
        ])
    func localHosts(host: String) {
        #expect(HostRule(allowedHosts: nil, boundHost: "127.0.0.1").allows(host))
    }

    @Test(
        "any other name is refused by default, however much it looks like a private address",
        arguments: [
            "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.evil.example", "192.168.evil.example",
            "172.32.0.1", "172.15.0.1", "8.8.8.8", "[2001:db8::1]", "[fe80::1]", "[::1", "localhost:notaport", "", ":5000",
            "evil.example:5000", "localhost@evil.example", "192.168.1", "10.0.0.1x",
        ])
    func foreignHosts(host: String) {
        #expect(!HostRule(allowedHosts: nil, boundHost: "127.0.0.1").allows(host))
    }

    @Test("a request without a host is refused")
    func missingHost() {
        #expect(!HostRule(allowedHosts: nil, boundHost: "127.0.0.1").allows(nil))
        #expect(HostRule(allowedHosts: ["*"], boundHost: "127.0.0.1").allows(nil))
    }

    @Test("the hosts that the user names replace the default ones")
    func namedHosts() {
        let rule = HostRule(allowedHosts: ["ml.example.com", "*.lab.example:8080"], boundHost: "0.0.0.0")
        #expect(rule.allows("ml.example.com"))
        #expect(rule.allows("ML.example.com:5000"))
        #expect(rule.allows("a.lab.example:8080"))
        #expect(!rule.allows("a.lab.example:80"))
        #expect(!rule.allows("localhost"))
        #expect(!rule.allows("ml.example.com.evil.example"))
    }

    @Test("the name that the server binds is answered")
    func boundName() {
        #expect(HostRule(allowedHosts: nil, boundHost: "Train-Box").allows("train-box:5000"))
    }

    @Test(
        "a write from a foreign page is refused on the API",
        arguments: [
            "https://evil.example", "null", "http://localhost.evil.example", "https://localhost:5000", "http://127.0.0.1.evil.example",
        ])
    func foreignOrigins(origin: String) {
        let rule = OriginRule(allowedOrigins: [])
        #expect(rule.refuses(method: "POST", path: "/api/2.0/mlflow/runs/create", origin: origin))
        #expect(rule.refuses(method: "DELETE", path: "/ajax-api/2.0/mlflow/runs/create", origin: origin))
        #expect(!rule.refuses(method: "GET", path: "/api/2.0/mlflow/runs/get", origin: origin))
    }

    @Test("this machine's pages, allowed ones, and programs without an origin may write")
    func knownOrigins() {
        let rule = OriginRule(allowedOrigins: ["https://ml.example.com"])
        for origin in [nil, "http://localhost:3000", "http://127.0.0.1", "http://[::1]:80", "https://ml.example.com"] {
            #expect(!rule.refuses(method: "POST", path: "/api/2.0/x", origin: origin), "\(origin ?? "none")")
        }
        #expect(!OriginRule(allowedOrigins: ["*"]).refuses(method: "POST", path: "/api/2.0/x", origin: "https://any.example"))
    }

    @Test("a pattern with many stars is matched without backtracking for ever")
    func hostilePattern() {
        #expect(!Wildcard.matches(String(repeating: "*a", count: 200), String(repeating: "a", count: 5_000) + "b"))
        #expect(Wildcard.matches("*a*b*", "xxaxxbxx"))
    }
}
