/// ``ArtifactRoutes`` and ``ArtifactListingRoutes`` in words.
enum ArtifactDescriptions {
    private static let root = "2.0/mlflow-artifacts"
    private static let file = "\(root)/artifacts/{path…}"

    static let all: [RouteDescription] = [
        RouteDescription(method: "GET", path: file, summary: "The bytes of a file.", answer: .file).pieces(DescribedFields.path),
        RouteDescription(method: "PUT", path: file, summary: "Writes a file.", input: .bytes, answer: .empty)
            .pieces(DescribedFields.path).namingNothing,
        .delete(file, "Deletes a file or a directory; a missing one is fine.", []).pieces(DescribedFields.path).namingNothing,
        notOffered("POST", "mpu/create", "Multipart uploads are not offered."),
        notOffered("POST", "mpu/complete", "Multipart uploads are not offered."),
        notOffered("POST", "mpu/abort", "Multipart uploads are not offered."),
        notOffered("GET", "presigned", "Presigned addresses are not offered."),
        .get("/get-artifact", "The bytes of a file of a run.", DescribedFields.runIDs + [.required("path", .text(atLeast: 1))], .file),
        .get(
            "\(root)/artifacts", "One level of the artifact tree; paths are base names.",
            [.optional("path", DescribedFields.artifactDirectory)], .object([DescribedFields.files])
        ).namingNothing,
        .get(
            "2.0/mlflow/artifacts/list", "One level of a run's artifacts; paths are relative to the run.",
            DescribedFields.runIDs + [.optional("path", DescribedFields.artifactDirectory)], DescribedFields.rootedFiles),
        .get(
            "2.0/mlflow/logged-models/{model_id}/artifacts/directories", "One level of a logged model's artifacts.",
            [.optional("artifact_directory_path", DescribedFields.artifactDirectory)], DescribedFields.rootedFiles
        ).pieces(DescribedFields.modelID),
        .post(
            "2.0/mlflow/artifacts/presigned-upload-url", "Refused: artifacts go through this server.",
            [.optional("run_id", .text(), "Exactly one of this and `model_id`."), .optional("model_id", .text())] + presigned, .notOffered),
        .post(
            "2.0/mlflow/artifacts/presigned-download-url", "Refused: artifacts go through this server.",
            [DescribedFields.runID] + presigned, .notOffered),
    ]

    private static let presigned: [OpenAPIField] = [
        .required("path", .text(atLeast: 1)), .optional("expiration", .integer(), "Seconds."),
    ]

    private static func notOffered(_ method: String, _ path: String, _ summary: String) -> RouteDescription {
        RouteDescription(method: method, path: "\(root)/\(path)/{path…}", summary: summary, answer: .notOffered)
            .pieces(DescribedFields.path).namingNothing
    }
}
