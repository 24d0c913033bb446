import TrackingEvents

/// What names and places of experiments may look like.
enum ExperimentRules {
    static func checkName(_ name: String, _ field: String) throws(APIError) {
        guard !name.isBlank else {
            throw .invalid("Invalid value \"\(name)\" for parameter '\(field)' supplied: Experiment name cannot be blank.")
        }
        try ValueRules.check(name, atMost: ValueRules.maximumExperimentNameCharacterCount, field)
    }

    static func id(_ text: String, _ field: String) throws(APIError) -> ExperimentID {
        guard let id = ExperimentID(text) else {
            throw .invalid("Invalid value \"\(text.cut(to: 100))\" for parameter '\(field)' supplied: expected decimal digits.")
        }
        return id
    }

    static func ids(_ texts: [String], _ field: String) throws(APIError) -> [ExperimentID] {
        var ids: [ExperimentID] = []
        for (index, text) in texts.enumerated() { ids.append(try id(text, "\(field)[\(index)]")) }
        return ids
    }

    /// Where an experiment's artifacts go: nil for the default, our own tree, or a URI that names no host.
    static func location(_ text: String?, limits: APILimits) throws(APIError) -> ArtifactLocation? {
        guard let text, !text.isEmpty else { return nil }
        try ValueRules.check(text, atMost: ValueRules.maximumLocationCharacterCount, "artifact_location")
        let uri = URIText(text)
        if uri.hasFragment || uri.path.contains(";") { throw refused(text, "fragments and parameters are not allowed") }
        if uri.isTraversing || uri.query?.contains("..") == true { throw refused(text, "it leaves its own directory") }
        if uri.scheme == "runs" || uri.scheme == "models" { throw refused(text, "\(uri.scheme ?? ""): URIs name no place to write to") }
        if uri.namesHost { throw refused(text, "it names a host") }
        if let path = try ArtifactAddress.treePath(of: uri, limits: limits) { return .tree(path: path) }
        return .elsewhere(uri: text)
    }

    private static func refused(_ text: String, _ reason: String) -> APIError {
        .invalid("Invalid artifact location '\(text.cut(to: 200))': \(reason).")
    }
}
