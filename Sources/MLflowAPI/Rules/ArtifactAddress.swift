package import TrackingEvents

/// Locations as MLflow's clients write them: `mlflow-artifacts:/P` for the path P of our own tree, any other URI as it is.
package enum ArtifactAddress {
    package static let scheme = "mlflow-artifacts"
    /// What stands before a path of the tree; also for searches by `artifact_uri`.
    package static let treePrefix = "mlflow-artifacts:/"

    package static func text(of location: ArtifactLocation) -> String {
        switch location {
        case .tree(let path): treePrefix + path
        case .elsewhere(let uri): uri
        }
    }

    /// The path behind `mlflow-artifacts:/` or `mlflow-artifacts:///`; nil when the URI is of another scheme or names a host.
    static func treePath(of uri: URIText, limits: APILimits) throws(APIError) -> String? {
        guard uri.scheme == scheme, uri.host == nil else { return nil }
        let path = uri.path.drop { $0 == "/" }
        return try ArtifactPath.checked(String(path), limits: limits)
    }
}
