/// Where artifacts lie, free of place: in the store's own artifact tree, or somewhere that the store does not manage.
package enum ArtifactLocation: Hashable, Sendable {
    /// A path in the store's artifact tree, without a leading slash: `12/models/m-…/artifacts`. Rendered for whoever asks.
    case tree(path: String)
    /// Any other URI, kept as it was given: `s3://bucket/prefix`.
    case elsewhere(uri: String)

    /// The location `components` further down.
    package func appending(_ components: String) -> ArtifactLocation {
        switch self {
        case .tree(let path): .tree(path: path.isEmpty ? components : path + "/" + components)
        case .elsewhere(let uri): .elsewhere(uri: uri.hasSuffix("/") ? uri + components : uri + "/" + components)
        }
    }
}
