import TrackingEvents
import TrackingStore
import TrackingViews

/// The artifact proxy: the store's tree by path, and downloads of a run's files.
enum ArtifactRoutes {
    private static let tree = "2.0/mlflow-artifacts/artifacts"

    static let all: [Route] = [
        .get("\(tree)/{path…}", .head(download)),
        .put("\(tree)/{path…}", .upload(receive)),
        .delete("\(tree)/{path…}", .head(delete)),
        .post("2.0/mlflow-artifacts/mpu/create/{path…}", .head(notOffered)),
        .post("2.0/mlflow-artifacts/mpu/complete/{path…}", .head(notOffered)),
        .post("2.0/mlflow-artifacts/mpu/abort/{path…}", .head(notOffered)),
        .get("2.0/mlflow-artifacts/presigned/{path…}", .head(notOffered)),
        .get("/get-artifact", .query(downloadOfRun)),
    ]

    @Sendable private static func download(_ call: APICall) throws -> APIOutcome {
        try send(try path(call), call)
    }

    /// A file of the tree as an answer.
    static func send(_ path: String, _ call: APICall) throws -> APIOutcome {
        let views = try call.readableViews()
        guard let blob = try views.artifact(at: path) else {
            guard try !views.hasArtifacts(below: path) else { throw APIError.invalid("'\(path)' is a directory, not a file.") }
            throw APIError.missing("No such artifact: '\(path)'")
        }
        guard let file = try call.backend.blobs.open(blob.digest) else {
            throw APIError.missing("No such artifact here yet: the bytes of '\(path)' are held by another store.")
        }
        return ArtifactReply(path: path, blob: blob, request: call.request).outcome(file)
    }

    @Sendable private static func receive(_ call: APICall) throws -> APIPlan {
        let path = try ArtifactPath.checkedFile(try decodedPath(call), limits: call.limits)
        let limit = call.limits.maximumArtifactByteCount
        if let limit, let length = call.request.contentLength, length > limit {
            return .reply(.bodyTooLong(limit: limit))
        }
        let upload = try call.backend.blobs.beginUpload()
        return .receiveBlob(
            limit: limit,
            APIUpload(
                write: { try upload.write($0) },
                finish: {
                    do {
                        let blob = try upload.finish()
                        let committed = try call.commands.recordArtifact(path: path, blob: blob, by: call.origin())
                        return APIOutcome(status: 200, tickets: committed.tickets)
                    } catch { return MLflowAPI.outcome(of: error) }
                }, abandon: { upload.abandon() }))
    }

    /// A missing file is fine.
    @Sendable private static func delete(_ call: APICall) throws -> APIOutcome {
        let path = try path(call)
        guard !path.isEmpty else { throw ArtifactPath.invalid }
        return .empty(tickets: try call.commands.deleteArtifact(path: path, by: call.origin()).tickets)
    }

    /// Clients upload and download plainly when they are told this.
    @Sendable private static func notOffered(_ call: APICall) throws -> APIOutcome {
        _ = try path(call)
        throw APIError(
            code: .notImplemented, message: "Multipart transfers and presigned addresses are not offered; transfer the file as a whole.")
    }

    @Sendable private static func downloadOfRun(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun(orUUID: true)
        let path = try ArtifactPath.checkedFile(try fields.requiredString("path"), limits: call.limits)
        switch try RunRoutes.facts(run, call).artifactLocation.appending(path) {
        case .tree(let path): return try send(path, call)
        case .elsewhere(let uri):
            throw APIError.invalid("The artifact lies at '\(uri)', which this server does not manage; fetch it there.")
        }
    }

    private static func path(_ call: APICall) throws(APIError) -> String {
        try ArtifactPath.checked(try decodedPath(call), limits: call.limits)
    }

    private static func decodedPath(_ call: APICall) throws(APIError) -> String {
        try ArtifactPath.decoded(call.parameters["path"] ?? "")
    }
}
