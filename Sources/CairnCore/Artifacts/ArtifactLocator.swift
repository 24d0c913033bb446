package import MLflowAPI
import TrackingEvents
package import TrackingViews

/// Finds the artifacts that a URI means, as MLflow's clients do: `runs:/` and `models:/` become a place in the artifact tree.
package struct ArtifactLocator: Sendable {
    /// References between versions and models are followed this many times; longer chains do not occur, and rings end.
    private static let maximumHops = 8

    private let views: TrackingViews

    package init(views: TrackingViews) { self.views = views }

    /// Where the artifacts of `uri` are.
    ///
    /// - Throws: ``NotFound`` when a run, model, version or alias is unknown, or when what it refers to lies elsewhere (`s3://…`).
    package func treePath(of uri: ModelURI) throws -> String { try treePath(of: uri, hops: 0) }

    /// The version that `uri` means; nil for the forms that name no registered model.
    package func version(of uri: ModelURI) throws -> ModelVersionDocument? {
        switch uri {
        case .version(let model, let number, _):
            return try found(views.versionDocument(ofModelNamed: model, number: number), "version \(number) of", model)
        case .alias(let model, let alias, _):
            return try found(views.versionDocument(ofModelNamed: model, alias: alias), "alias '\(alias)' of", model)
        case .stage(let model, let stage, _):
            let versions = try views.latestVersions(ofModelNamed: model, stages: [stage]) ?? []
            return try found(versions.last, "version in stage \(stage) of", model)
        case .latest(let model, _):
            let versions = try views.latestVersions(ofModelNamed: model, stages: nil) ?? []
            return try found(versions.max { $0.number < $1.number }, "version of", model)
        case .loggedModel, .run:
            return nil
        }
    }

    private func treePath(of uri: ModelURI, hops: Int) throws -> String {
        switch uri {
        case .run(let id, let path): return try self.path(inRun: id, path)
        case .loggedModel(let id, let path):
            guard let model = try views.loggedModelDocument(id) else { throw Self.missing("There is no logged model \(id).") }
            return try tree(model.artifactLocation, path, hops)
        case .version(_, _, let path), .stage(_, _, let path), .latest(_, let path), .alias(_, _, let path):
            guard let version = try version(of: uri) else { throw Self.missing("There is no such version.") }
            return try tree(version.storage ?? version.source, path, hops)
        }
    }

    /// A path below a run; or, as newer clients keep models outside their runs, the run's logged model of that name.
    private func path(inRun id: RunID, _ path: String) throws -> String {
        guard let run = try views.runDocument(id) else { throw Self.missing("There is no run \(id).") }
        let direct = try tree(run.artifactLocation, path, 0)
        if try path.isEmpty || views.artifact(at: direct) != nil || views.hasArtifacts(below: direct) { return direct }
        let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
        for output in run.modelOutputs {
            guard let model = try views.loggedModelDocument(output.model), model.name == parts[0] else { continue }
            return try tree(model.artifactLocation, parts.count > 1 ? parts[1] : "", 0)
        }
        return direct
    }

    private func tree(_ location: ArtifactLocation, _ path: String, _ hops: Int) throws -> String {
        switch path.isEmpty ? location : location.appending(path) {
        case .tree(let path): return path
        case .elsewhere(let uri):
            guard hops < Self.maximumHops, let next = ModelURI(uri) else {
                throw Self.missing("The artifacts are held elsewhere, at \(uri); fetch them from there.")
            }
            return try treePath(of: next, hops: hops + 1)
        }
    }

    private func found(_ version: ModelVersionDocument?, _ what: String, _ model: String) throws -> ModelVersionDocument {
        if let version { return version }
        let isModel = try views.registeredModelDocument(named: model) != nil
        throw Self.missing(isModel ? "There is no \(what) model '\(model)'." : "There is no registered model '\(model)'.")
    }

    private static func missing(_ message: String) -> NotFound { NotFound(message: message) }
}
