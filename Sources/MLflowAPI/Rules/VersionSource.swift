import TrackingEvents
import TrackingStore
import TrackingViews

/// The source of a new model version, checked, and what follows from it.
///
/// A source may only point at what the caller shows to know: the run or the logged model that it names in the same request. Otherwise a registered
/// version would be a way to read what lies anywhere in the store, on the server's disk, or on hosts that only the server reaches.
struct VersionSource {
    /// As it is kept and shown.
    private(set) var location: ArtifactLocation
    /// Where the files are, when the source itself does not say it.
    private(set) var storage: ArtifactLocation?
    private(set) var run: RunID?
    private(set) var loggedModel: LoggedModelID?

    private let text: String

    /// What a prompt's version may have for a source: prompts have no files.
    static let promptPlaceholders: Set<String> = ["dummy-source", "prompt-template"]

    init(
        _ text: String, ofModel name: String, run: RunID?, loggedModel: LoggedModelID?, _ call: APICall
    ) throws {
        self.text = text
        self.run = run
        self.loggedModel = loggedModel
        location = .elsewhere(uri: text)
        if try call.commands.facts(ofRegisteredModelNamed: name).isPrompt {
            guard Self.promptPlaceholders.contains(text) else { throw refusal("a prompt's version has no files") }
            return
        }
        let uri = URIText(text)
        guard text.hasAtMost(ValueRules.maximumLocationCharacterCount), !uri.isTraversing, !uri.hasFragment else {
            throw refusal("it is too long, or leaves its own directory")
        }
        if let loggedModel { _ = try Self.facts(loggedModel, call) }
        try resolve(uri, call)
    }

    private mutating func resolve(_ uri: URIText, _ call: APICall) throws {
        if let path = try ownTreePath(uri, call) { return try resolveTree(path, call) }
        switch uri.scheme {
        case "runs": try resolveRun()
        case "models": try resolveModel(call)
        case nil, "file": try resolveLocal(uri, call)
        default: guard !uri.namesHost else { throw refusal("its scheme names a host") }
        }
    }

    // MARK: The forms of sources

    /// The path in our tree, given as `mlflow-artifacts:/P` or as the address of our own artifact route.
    private func ownTreePath(_ uri: URIText, _ call: APICall) throws(APIError) -> String? {
        if let path = try ArtifactAddress.treePath(of: uri, limits: call.limits) { return path }
        guard uri.scheme == "http" || uri.scheme == "https", let host = uri.host, host == call.request.host else { return nil }
        for prefix in ["/api/2.0/mlflow-artifacts/artifacts/", "/ajax-api/2.0/mlflow-artifacts/artifacts/"]
        where uri.path.hasPrefix(prefix) {
            let path = try ArtifactPath.decoded(String(uri.path.dropFirst(prefix.count)))
            return try ArtifactPath.checked(path, limits: call.limits)
        }
        return nil
    }

    private mutating func resolveTree(_ path: String, _ call: APICall) throws {
        location = .tree(path: path)
        var roots: [ArtifactLocation] = []
        if let run { roots.append(try call.commands.facts(ofRun: run).artifactLocation) }
        if let loggedModel { roots.append(try Self.facts(loggedModel, call).artifactLocation) }
        let isInside = roots.contains { root in
            guard case .tree(let root) = root else { return false }
            return path == root || path.hasPrefix(root + "/")
        }
        guard isInside else {
            throw refusal("it does not lie within the artifacts of the run in 'run_id' or of the logged model in 'model_id'")
        }
    }

    private func resolveRun() throws(APIError) {
        guard case .run(let id, _) = ModelURI(text), id == run else {
            throw refusal("a runs: source needs the same run in 'run_id'")
        }
    }

    private mutating func resolveModel(_ call: APICall) throws {
        switch ModelURI(text) {
        case .loggedModel(let id, let path):
            guard id == loggedModel else { throw refusal("it needs the same model in 'model_id'") }
            storage = Self.below(try Self.facts(id, call).artifactLocation, path)
        case .version(let model, let number, let path):
            try inherit(try call.readableViews().versionDocument(ofModelNamed: model, number: number), model, number, path)
        case .alias(let model, let alias, let path):
            try inherit(try call.readableViews().versionDocument(ofModelNamed: model, alias: alias), model, alias, path)
        case .stage(let model, let stage, let path):
            let version = try call.readableViews().latestVersions(ofModelNamed: model, stages: [stage])?.last
            try inherit(version, model, stage.mlflowName, path)
        case .latest(let model, let path):
            let version = try call.readableViews().latestVersions(ofModelNamed: model, stages: nil)?.max { $0.number < $1.number }
            try inherit(version, model, RegistryRules.latestAlias, path)
        default: throw refusal("it is none of \(ModelURI.forms)")
        }
    }

    /// A copy of a version has the files of the first one, also after that one is deleted; and its run and model, unless others are named.
    private mutating func inherit(
        _ version: ModelVersionDocument?, _ model: String, _ selector: some CustomStringConvertible, _ path: String
    ) throws(APIError) {
        guard let version else { throw .unknownVersion(model: model, number: selector) }
        storage = Self.below(version.storage ?? version.source, path)
        run = run ?? version.run
        loggedModel = loggedModel ?? version.loggedModel
    }

    /// A path on a disk is only taken within a run whose artifacts lie on that disk.
    private func resolveLocal(_ uri: URIText, _ call: APICall) throws {
        let reason = "a local path has to lie within the artifacts of the run in 'run_id'"
        guard let run, uri.host == nil else { throw refusal(reason) }
        guard case .elsewhere(let root) = try call.commands.facts(ofRun: run).artifactLocation else { throw refusal(reason) }
        let rootURI = URIText(root)
        guard rootURI.scheme == nil || rootURI.scheme == "file", rootURI.host == nil else { throw refusal(reason) }
        guard uri.path == rootURI.path || uri.path.hasPrefix(rootURI.path + "/") else { throw refusal(reason) }
    }

    // MARK: Shared

    private static func below(_ root: ArtifactLocation, _ path: String) -> ArtifactLocation {
        path.isEmpty ? root : root.appending(path)
    }

    private static func facts(_ id: LoggedModelID, _ call: APICall) throws -> LoggedModelFacts {
        guard let model = try call.commands.facts(ofLoggedModel: id) else { throw APIError.unknownLoggedModel(id) }
        return model
    }

    private func refusal(_ reason: String) -> APIError {
        .invalid("Invalid model version source: '\(text.cut(to: 200))'. \(Self.capitalised(reason)).")
    }

    private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
