/// The pairs of a query string or form (`application/x-www-form-urlencoded`, WHATWG URL): `+` is a space there, unlike in paths.
struct QueryString: Sendable {
    /// In order; a name may come several times.
    let pairs: [(name: String, value: String)]

    init(_ query: String?) throws(APIError) {
        var pairs: [(String, String)] = []
        for part in (query ?? "").split(separator: "&") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(sides[0])
            pairs.append((name, sides.count > 1 ? try Self.decoded(sides[1]) : ""))
        }
        self.pairs = pairs
    }

    /// The pairs as the object that `RequestFields` reads: each name once, its values as an array of strings.
    func fields(limits: JSONReader.Limits) throws(APIError) -> RequestFields {
        var names: [String] = []
        var values: [String: [String]] = [:]
        for (name, value) in pairs {
            if values[name] == nil { names.append(name) }
            values[name, default: []].append(value)
        }
        var writer = JSONWriter()
        writer.object { object in
            for name in names {
                object.name(name)
                object.array(values[name] ?? []) { $0.value($1) }
            }
        }
        do {
            return RequestFields(document: try JSONDocument(reading: writer.bytes, limits: limits), isQuery: true)
        } catch { throw .invalid("Malformed query: \(error.problem).") }
    }

    private static func decoded(_ text: Substring) throws(APIError) -> String {
        let bytes = PercentEncoding.decoded(text.utf8, plusIsSpace: true)
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw .invalid("Malformed query: it is not UTF-8.")
        }
        guard !bytes.contains(0) else { throw .invalid("Malformed query: it holds a NUL character.") }
        return decoded
    }
}
