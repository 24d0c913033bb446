import TrackingEvents

extension ArtifactLocation {
    /// The location as the command line shows it: a path in the store's artifact tree, or the URI of another place.
    var text: String {
        switch self {
        case .tree(let path): "cairn:/" + path
        case .elsewhere(let uri): uri
        }
    }
}

extension [Tag] {
    /// By key; keys do not repeat in what the views answer.
    var dictionary: [String: String] { Dictionary(map { ($0.key, $0.value) }) { _, last in last } }
}
