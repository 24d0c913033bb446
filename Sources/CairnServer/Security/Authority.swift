/// The value of a `Host` header, taken apart: a host without its port, an IPv6 address without its brackets.
struct Authority: Sendable {
    var host: String
    var port: UInt16?

    /// nil when `text` is not `host`, `host:port`, `[v6]` or `[v6]:port`.
    init?(_ text: String) {
        let rest: Substring
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = String(text[text.index(after: text.startIndex)..<end])
            rest = text[text.index(after: end)...]
        } else {
            let end = text.firstIndex(of: ":") ?? text.endIndex
            host = String(text[..<end])
            rest = text[end...]
        }
        guard !host.isEmpty else { return nil }
        if rest.isEmpty { return }
        guard rest.first == ":", let port = UInt16(rest.dropFirst()) else { return nil }
        self.port = port
    }
}
