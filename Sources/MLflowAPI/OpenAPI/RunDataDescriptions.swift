/// ``RunDataRoutes`` in words.
enum RunDataDescriptions {
    private static let root = "2.0/mlflow/runs"

    static let all: [RouteDescription] = [
        .post("\(root)/log-metric", "Adds one observation of a metric.", DescribedFields.runIDs + metric),
        .post(
            "\(root)/log-parameter", "Sets a param, once and for all.",
            DescribedFields.runIDs + [DescribedFields.key, DescribedFields.value(cutTo: ValueRules.maximumParamCharacterCount)]),
        .post(
            "\(root)/log-batch",
            "Logs metrics, params and tags; all of them or nothing. At most \(BatchLimits.maximumTotalCount) together.",
            [
                DescribedFields.runID,
                .optional("metrics", .list(.object(metric), atMost: MetricBatchReader.maximumCount)),
                .optional(
                    "params",
                    DescribedFields.pairs(
                        DescribedFields.value(cutTo: ValueRules.maximumParamCharacterCount), atMost: BatchLimits.maximumParamCount),
                    "No key twice."),
                .optional(
                    "tags",
                    DescribedFields.pairs(
                        DescribedFields.value(cutTo: ValueRules.maximumRunTagCharacterCount), atMost: BatchLimits.maximumTagCount)),
            ]),
        .post(
            "\(root)/set-tag", "Sets a tag.",
            DescribedFields.runIDs + [DescribedFields.key, DescribedFields.value(cutTo: ValueRules.maximumRunTagCharacterCount)]),
        .post("\(root)/delete-tag", "Removes a tag.", [DescribedFields.runID, DescribedFields.knownKey]),
        .post(
            "\(root)/log-model", "Notes a model that a 2.x client logged.",
            [DescribedFields.runID, .required("model_json", .text(atLeast: 2), "The JSON text of an object.")]),
        .post(
            "\(root)/log-inputs", "Attaches datasets and logged models as inputs.",
            [
                DescribedFields.runID, .optional("datasets", .list(.object(datasetInput), atMost: BatchLimits.maximumDatasetCount)),
                .optional("models", .list(.object([DescribedFields.modelID]))),
            ]),
        .post(
            "\(root)/outputs", "Attaches logged models as outputs.",
            [
                DescribedFields.runID,
                .required("models", .list(.object([DescribedFields.modelID, .optional("step", .integer(), "Default 0.")]))),
            ]),
    ]

    private static let metric: [OpenAPIField] = [
        DescribedFields.key, .required("value", .number), .required("timestamp", .integer(0...Int64.max), DescribedFields.milliseconds),
        .optional("step", .integer(), "Default 0."), .optional("model_id", .text()),
        .optional("dataset_name", .text(atMost: ValueRules.maximumDatasetNameCharacterCount)),
        .optional("dataset_digest", .text(atMost: ValueRules.maximumDatasetDigestCharacterCount)),
    ]

    private static let datasetInput: [OpenAPIField] = [
        .required(
            "dataset",
            .object([
                .required("name", .text(atLeast: 1, atMost: ValueRules.maximumDatasetNameCharacterCount)),
                .optional("digest", .text(atMost: ValueRules.maximumDatasetDigestCharacterCount)), .optional("source_type", .text()),
                .optional("source", .text(atMost: ValueRules.maximumDatasetSourceCharacterCount)),
                .optional("schema", .text(atMost: ValueRules.maximumDatasetSchemaCharacterCount)),
                .optional("profile", .text(atMost: ValueRules.maximumDatasetProfileCharacterCount)),
            ])),
        .optional(
            "tags",
            .list(
                .object([
                    .required("key", .text(atLeast: 1, atMost: ValueRules.maximumInputTagKeyCharacterCount)),
                    .optional("value", .text(atMost: ValueRules.maximumInputTagValueCharacterCount)),
                ]))),
    ]
}
