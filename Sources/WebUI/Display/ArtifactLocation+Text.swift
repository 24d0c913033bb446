import TrackingEvents

extension ArtifactLocation {
    /// As clients name it.
    var text: String {
        switch self {
        case .tree(let path): "mlflow-artifacts:/" + path
        case .elsewhere(let uri): uri
        }
    }
}
