import TrackingEvents

/// The objects that answers hold, each described once under `components/schemas`. The members are those that JSONWriter+Tracking and
/// JSONWriter+Registry write: one that is written always is required here.
enum OpenAPIShape: String, Sendable, CaseIterable {
    case error = "Error"
    case tag = "Tag"
    case experiment = "Experiment"
    case run = "Run"
    case runInfo = "RunInfo"
    case metric = "Metric"
    case datasetInput = "DatasetInput"
    case file = "FileInfo"
    case loggedModel = "LoggedModel"
    case registeredModel = "RegisteredModel"
    case modelVersion = "ModelVersion"

    var members: [OpenAPIField] {
        switch self {
        case .error: Self.errorMembers
        case .tag: [.required("key", .text()), .required("value", .text())]
        case .experiment: Self.experimentMembers
        case .run: Self.runMembers
        case .runInfo: Self.runInfoMembers
        case .metric: Self.metricMembers
        case .datasetInput: Self.datasetInputMembers
        case .file: Self.fileMembers
        case .loggedModel: Self.loggedModelMembers
        case .registeredModel: Self.registeredModelMembers
        case .modelVersion: Self.modelVersionMembers
        }
    }

    private static let errorMembers: [OpenAPIField] = [
        .required("error_code", .choice(ErrorCode.allCases.map(\.rawValue)), "What clients act on."),
        .required("message", .text(atLeast: 1), "What is wrong and, where it is not obvious, what to do."),
    ]

    private static let fileMembers: [OpenAPIField] = [
        .required("path", .text()), .required("is_dir", .boolean), .optional("file_size", .integer(0...Int64.max), "Bytes; files only."),
    ]

    private static let lifecycleStage = OpenAPISchema.choice(["active", "deleted"])
    private static let tags = OpenAPIField.optional("tags", .list(.shape(.tag), atLeast: 1))
    private static let params = OpenAPIField.optional("params", .list(.shape(.tag), atLeast: 1))
    private static let milliseconds = OpenAPISchema.integer()
}

extension OpenAPIShape {
    private static let experimentMembers: [OpenAPIField] = [
        .required("experiment_id", .text(atLeast: 1, pattern: DescribedText.digits)), .required("name", .text(atLeast: 1)),
        .required("artifact_location", .text(atLeast: 1)), .required("lifecycle_stage", lifecycleStage),
        .required("last_update_time", milliseconds), .required("creation_time", milliseconds), tags,
    ]

    private static let runMembers: [OpenAPIField] = [
        .required("info", .shape(.runInfo)),
        .required("data", .object([.optional("metrics", .list(.shape(.metric), atLeast: 1)), params, tags])),
        .required(
            "inputs",
            .object([
                .optional("dataset_inputs", .list(.shape(.datasetInput), atLeast: 1)),
                .optional("model_inputs", .list(.object([.required("model_id", .text(atLeast: 1))]), atLeast: 1)),
            ])),
        .optional(
            "outputs",
            .object([
                .optional(
                    "model_outputs",
                    .list(.object([.required("model_id", .text(atLeast: 1)), .required("step", .integer())]), atLeast: 1))
            ])),
    ]

    private static let runInfoMembers: [OpenAPIField] = [
        .required("run_id", .text(atLeast: 1)), .required("run_uuid", .text(atLeast: 1), "The same, under its old name."),
        .required("run_name", .text()), .required("experiment_id", .text(atLeast: 1, pattern: DescribedText.digits)),
        .required("user_id", .text()), .required("status", .choice(RunStatus.self)), .required("start_time", milliseconds),
        .optional("end_time", milliseconds), .required("artifact_uri", .text(atLeast: 1)), .required("lifecycle_stage", lifecycleStage),
    ]

    private static let metricMembers: [OpenAPIField] = [
        .required("key", .text(atLeast: 1)), .required("value", .number), .required("timestamp", .integer(0...Int64.max)),
        .required("step", .integer()), .optional("model_id", .text()), .optional("dataset_name", .text()),
        .optional("dataset_digest", .text()), .optional("run_id", .text(), "Where metrics of several runs stand together."),
    ]

    private static let datasetInputMembers: [OpenAPIField] = [
        tags,
        .required(
            "dataset",
            .object([
                .required("name", .text(atLeast: 1)), .required("digest", .text()), .required("source_type", .text()),
                .required("source", .text()), .optional("schema", .text()), .optional("profile", .text()),
            ])),
    ]

    private static let loggedModelMembers: [OpenAPIField] = [
        .required(
            "info",
            .object([
                .required("model_id", .text(atLeast: 1)), .required("experiment_id", .text(atLeast: 1, pattern: DescribedText.digits)),
                .required("name", .text()), .required("creation_timestamp_ms", milliseconds),
                .required("last_updated_timestamp_ms", milliseconds), .required("artifact_uri", .text(atLeast: 1)),
                .required("status", .choice(LoggedModelStatus.self)), .optional("model_type", .text()),
                .optional("source_run_id", .text()), .optional("status_message", .text()), tags,
            ])),
        .required("data", .object([params, .optional("metrics", .list(.shape(.metric), atLeast: 1))])),
    ]

    private static let registeredModelMembers: [OpenAPIField] = [
        .required("name", .text(atLeast: 1)), .required("creation_timestamp", milliseconds),
        .required("last_updated_timestamp", milliseconds), .optional("description", .text()),
        .optional("latest_versions", .list(.shape(.modelVersion), atLeast: 1)), tags,
        .optional(
            "aliases",
            .list(
                .object([.required("alias", .text(atLeast: 1)), .required("version", .text(pattern: DescribedText.digits))]), atLeast: 1)),
    ]

    private static let modelVersionMembers: [OpenAPIField] = [
        .required("name", .text(atLeast: 1)), .required("version", .text(pattern: DescribedText.digits)),
        .required("creation_timestamp", milliseconds), .required("last_updated_timestamp", milliseconds),
        .required("current_stage", .choice(ModelStage.allCases.map(\.mlflowName))), .required("description", .text()),
        .required("source", .text(atLeast: 1)), .required("run_id", .text()), .required("status", .choice(["READY"])),
        .required("run_link", .text()), tags, .optional("aliases", .list(.text(atLeast: 1), atLeast: 1)),
    ]
}
