import TrackingEvents

/// How an artifact location stands in one column: `t` and the path of the tree, or `u` and the URI.
enum LocationText {
    static func text(of location: ArtifactLocation) -> String {
        switch location {
        case .tree(let path): "t" + path
        case .elsewhere(let uri): "u" + uri
        }
    }

    static func location(of text: String) -> ArtifactLocation {
        let rest = String(text.unicodeScalars.dropFirst())
        return text.utf8.first == UInt8(ascii: "t") ? .tree(path: rest) : .elsewhere(uri: rest)
    }

    /// An expression that renders `column` as a URI; binds the tree's prefix once.
    static func rendered(_ column: String) -> String {
        "(CASE substr(\(column), 1, 1) WHEN 't' THEN ? ELSE '' END || substr(\(column), 2))"
    }
}
