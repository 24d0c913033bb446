/// The fields of an address's query. What is not well-formed is left out; of a repeated name the first counts.
struct QueryFields: Sendable, Hashable {
    private var fields: [(name: String, value: String)] = []

    /// Longer queries are cut at this many fields.
    private static let countMax = 32

    init(_ query: String) {
        for part in query.split(separator: "&").prefix(Self.countMax) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCoding.decode(sides[0], plusIsSpace: true), self[name] == nil else { continue }
            guard let value = PercentCoding.decode(sides.count > 1 ? sides[1] : "", plusIsSpace: true) else { continue }
            fields.append((name, value))
        }
    }

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The value of `name`; nil where it is absent or empty.
    func text(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// The same fields with `name` set, or removed by nil.
    func setting(_ name: String, to value: String?) -> QueryFields {
        var changed = self
        changed.fields.removeAll { $0.name == name }
        if let value { changed.fields.append((name, value)) }
        return changed
    }

    /// An address: `path`, already encoded, and these fields.
    func address(under path: String) -> String {
        guard !fields.isEmpty else { return path }
        return path + "?" + fields.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
    }

    static func == (left: QueryFields, right: QueryFields) -> Bool { left.address(under: "") == right.address(under: "") }

    func hash(into hasher: inout Hasher) { hasher.combine(address(under: "")) }
}
