/// A path with parameters: `2.0/mlflow/logged-models/{model_id}/tags`, `2.0/mlflow-artifacts/artifacts/{path…}`.
struct PathPattern: Hashable, Sendable {
    private enum Piece: Hashable, Sendable {
        case literal(String)
        case parameter(String)
        /// Everything from here on, slashes included; at least one character.
        case rest(String)
    }

    private let pieces: [Piece]

    init(_ path: String) {
        pieces = path.split(separator: "/", omittingEmptySubsequences: false).map { piece in
            guard piece.first == "{" else { return .literal(String(piece)) }
            let name = piece.dropFirst().dropLast()
            return name.last == "…" ? .rest(String(name.dropLast())) : .parameter(String(name))
        }
    }

    /// The parameters, still percent-encoded; nil when `path` does not match.
    func match(_ path: String) -> [String: String]? {
        var parameters: [String: String] = [:]
        var remaining: Substring? = path[...]
        for piece in pieces {
            guard let current = remaining else { return nil }
            if case .rest(let name) = piece {
                guard !current.isEmpty else { return nil }
                parameters[name] = String(current)
                return parameters
            }
            let slash = current.utf8.firstIndex(of: UInt8(ascii: "/"))
            let segment = current[..<(slash ?? current.endIndex)]
            switch piece {
            case .literal(let text): guard segment == text else { return nil }
            case .parameter(let name):
                guard !segment.isEmpty else { return nil }
                parameters[name] = String(segment)
            case .rest: return nil
            }
            remaining = slash.map { current[current.utf8.index(after: $0)...] }
        }
        return remaining == nil ? parameters : nil
    }
}
