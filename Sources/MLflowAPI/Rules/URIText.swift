/// The parts of a URI that rules look at (RFC 3986 section 3). Anything has parts: a plain path has no scheme.
struct URIText: Sendable {
    let text: String
    /// Lower case; nil for a plain path.
    let scheme: String?
    /// The authority; nil when there is none or it is empty.
    let host: String?
    /// Between authority and query.
    let path: String
    let query: String?
    let hasFragment: Bool

    init(_ text: String) {
        self.text = text
        var rest = Substring(text)
        scheme = Self.takeScheme(&rest)
        hasFragment = rest.contains("#")
        rest = rest.prefix { $0 != "#" }
        if let mark = rest.firstIndex(of: "?") {
            query = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        } else {
            query = nil
        }
        var host: Substring = ""
        if scheme != nil, rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            host = rest.prefix { $0 != "/" }
            rest = rest.dropFirst(host.count)
        }
        self.host = host.isEmpty ? nil : String(host)
        path = String(rest)
    }

    /// Schemes that name a host to talk to: a server that follows them can be sent anywhere.
    static let hostSchemes: Set<String> = [
        "http", "https", "ftp", "sftp", "hdfs", "viewfs", "r2", "b2", "abfss",
    ]

    var namesHost: Bool {
        guard let scheme else { return false }
        return Self.hostSchemes.contains(scheme) || scheme == ArtifactAddress.scheme && host != nil
    }

    /// Whether a `..` segment, a NUL or a control character is in it, also under any layers of percent-encoding.
    var isTraversing: Bool {
        let bytes = PercentEncoding.fullyDecoded(text.utf8)
        if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return true }
        return bytes.split { "/\\?&=#;".utf8.contains($0) }.contains { $0.elementsEqual("..".utf8) }
    }

    private static func takeScheme(_ rest: inout Substring) -> String? {
        guard let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = rest[..<colon]
        guard let first = name.utf8.first, isLetter(first), name.utf8.count > 1 else { return nil }
        guard name.utf8.allSatisfy({ isLetter($0) || $0 >= 0x30 && $0 <= 0x39 || "+-.".utf8.contains($0) }) else { return nil }
        rest = rest[rest.utf8.index(after: colon)...]
        return name.lowercased()
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
