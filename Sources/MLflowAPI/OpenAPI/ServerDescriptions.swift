/// ``ServerRoutes`` in words.
enum ServerDescriptions {
    static let all: [RouteDescription] = [
        RouteDescription(method: "GET", path: "/health", summary: "`OK`, while the server serves.", answer: .text, mayMiss: false),
        RouteDescription(
            method: "GET", path: "/version", summary: "The MLflow version whose API this is.", answer: .text, mayMiss: false),
        RouteDescription(
            method: "GET", path: "3.0/mlflow/server-info", summary: "What this server offers.", answer: .object(serverInfo), mayMiss: false),
        RouteDescription(
            method: "GET", path: "/openapi.json", summary: "This description.",
            answer: .object([
                .required("openapi", .text()), .required("info", .object([])), .required("paths", .object([])),
                .required("components", .object([])),
            ]), mayMiss: false),
    ]

    private static let flags = [
        "workspaces_enabled", "trace_archival_enabled", "multipart_uploads_enabled", "multipart_downloads_enabled",
        "artifact_serving_enabled", "presigned_upload_run_id_supported", "presigned_upload_model_id_supported",
        "model_artifact_presigned_downloads_supported",
    ]

    private static let serverInfo: [OpenAPIField] =
        [.required("store_type", .text())] + flags.map { .required($0, .boolean) } + [
            .required(
                "features_enabled", .object([.required("gateway", .boolean), .required("scheduled_issue_detection", .boolean)]))
        ]
}
