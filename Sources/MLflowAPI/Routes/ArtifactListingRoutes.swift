import TrackingEvents
import TrackingViews

/// Lists of artifacts: one level of the tree, of a run, of a logged model; and what presigning has to say.
enum ArtifactListingRoutes {
    static let all: [Route] = [
        .get("2.0/mlflow-artifacts/artifacts", .query(listTree)),
        .get("2.0/mlflow/artifacts/list", .query(listRun)),
        .get("2.0/mlflow/logged-models/{model_id}/artifacts/directories", .query(listLoggedModel)),
        .post("2.0/mlflow/artifacts/presigned-upload-url", .body(presignUpload)),
        .post("2.0/mlflow/artifacts/presigned-download-url", .body(presignDownload)),
    ]

    /// Paths are base names here.
    @Sendable private static func listTree(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let path = try ArtifactPath.checked(try fields.string("path") ?? "", limits: call.limits)
        let entries = try call.readableViews().listArtifacts(below: path)
        return .json { write(entries, prefix: "", to: &$0) }
    }

    @Sendable private static func listRun(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun(orUUID: true)
        let path = try ArtifactPath.checked(try fields.string("path") ?? "", limits: call.limits)
        return try list(path, in: try RunRoutes.facts(run, call).artifactLocation, call)
    }

    @Sendable private static func listLoggedModel(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let model = LoggedModelID(try call.parameter("model_id"))
        let path = try ArtifactPath.checked(try fields.string("artifact_directory_path") ?? "", limits: call.limits)
        return try list(path, in: try LoggedModelRoutes.facts(model, call).artifactLocation, call)
    }

    /// Paths are relative to `root` here. Of a place that we do not manage nothing is known.
    private static func list(_ path: String, in root: ArtifactLocation, _ call: APICall) throws -> APIOutcome {
        var entries: [ArtifactEntry] = []
        if case .tree(let tree) = path.isEmpty ? root : root.appending(path) {
            entries = try call.readableViews().listArtifacts(below: tree)
        }
        return .json { object in
            object.member("root_uri", ArtifactAddress.text(of: root))
            write(entries, prefix: path.isEmpty ? "" : path + "/", to: &object)
        }
    }

    private static func write(_ entries: [ArtifactEntry], prefix: String, to writer: inout JSONWriter) {
        writer.member("files", nonEmpty: entries) { writer, entry in
            writer.object {
                $0.member("path", prefix + entry.name)
                $0.member("is_dir", entry.isDirectory)
                if !entry.isDirectory { $0.member("file_size", Int64(clamping: entry.byteCount ?? 0)) }
            }
        }
    }

    // MARK: Presigning

    @Sendable private static func presignUpload(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.string("run_id") ?? ""
        let model = try fields.string("model_id") ?? ""
        guard run.isEmpty != model.isEmpty else {
            throw APIError.invalid("Exactly one of the parameters 'run_id' and 'model_id' has to be given.")
        }
        try checkPath(call, fields)
        let root =
            run.isEmpty
            ? try LoggedModelRoutes.facts(LoggedModelID(model), call).artifactLocation
            : try RunRoutes.facts(RunID(run), call).artifactLocation
        throw refusal(root)
    }

    @Sendable private static func presignDownload(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun()
        try checkPath(call, fields)
        throw refusal(try RunRoutes.facts(run, call).artifactLocation)
    }

    private static func checkPath(_ call: APICall, _ fields: RequestFields) throws(APIError) {
        _ = try ArtifactPath.checkedFile(try fields.requiredString("path"), limits: call.limits)
        _ = try fields.integer("expiration")
    }

    private static func refusal(_ root: ArtifactLocation) -> APIError {
        switch root {
        case .tree: .invalid("Artifacts of this location go through the server; presigned addresses are not supported for it.")
        case .elsewhere(let uri):
            APIError(code: .notImplemented, message: "This server cannot presign addresses in '\(uri)'.")
        }
    }
}
