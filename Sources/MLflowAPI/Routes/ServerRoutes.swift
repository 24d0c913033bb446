/// Probes, and what this server can do.
enum ServerRoutes {
    static let all: [Route] = [
        .get("/health", .head { _ in .text("OK") }),
        .get("/version", .head { .text($0.backend.serverVersion) }),
        .get("3.0/mlflow/server-info", .head { _ in serverInfo }),
        .get("/openapi.json", .head { _ in .json(OpenAPIDocument.bytes) }),
    ]

    /// Members that clients and MLflow's own web UI read before they try optional features.
    private static var serverInfo: APIOutcome {
        .json {
            $0.member("store_type", "SqlStore")
            $0.member("workspaces_enabled", false)
            $0.member("trace_archival_enabled", false)
            $0.member("multipart_uploads_enabled", false)
            $0.member("multipart_downloads_enabled", false)
            $0.member("artifact_serving_enabled", true)
            $0.member("presigned_upload_run_id_supported", true)
            $0.member("presigned_upload_model_id_supported", true)
            $0.member("model_artifact_presigned_downloads_supported", true)
            $0.member(
                "features_enabled",
                object: {
                    $0.member("gateway", false)
                    $0.member("scheduled_issue_detection", false)
                })
        }
    }
}
