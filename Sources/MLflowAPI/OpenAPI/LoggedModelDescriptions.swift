import TrackingEvents

/// ``LoggedModelRoutes`` in words.
enum LoggedModelDescriptions {
    private static let root = "2.0/mlflow/logged-models"

    static let all: [RouteDescription] = [
        .post(
            root, "Creates a logged model.",
            [
                DescribedFields.experimentID,
                .optional(
                    "name", .text(atMost: ValueRules.maximumExperimentNameCharacterCount, pattern: DescribedText.loggedModelName),
                    "Default: a generated one."),
                .optional("model_type", .text()), .optional("source_run_id", .text()),
                .optional("params", DescribedFields.loggedModelPairs, "No key twice."), .optional("tags", DescribedFields.loggedModelPairs),
            ], DescribedFields.loggedModel),
        .post("\(root)/search", "Logged models of some experiments that meet a filter.", search, found).namingNothing,
        .get(
            "\(root)/{model_id}", "One logged model.", [.optional("allow_deleted", .boolean)], DescribedFields.loggedModel
        ).pieces(DescribedFields.modelID),
        .patch(
            "\(root)/{model_id}", "Sets the status.", [.required("status", .choice(LoggedModelStatus.self))], DescribedFields.loggedModel
        ).pieces(DescribedFields.modelID),
        .delete("\(root)/{model_id}", "Deletes a logged model.", []).pieces(DescribedFields.modelID),
        .patch(
            "\(root)/{model_id}/tags", "Sets tags.", [.optional("tags", DescribedFields.loggedModelPairs)], DescribedFields.loggedModel
        ).pieces(DescribedFields.modelID),
        .delete("\(root)/{model_id}/tags/{tag_key}", "Removes a tag.", [])
            .pieces(DescribedFields.modelID, .required("tag_key", .text(atLeast: 1))),
        .post("\(root)/{model_id}/params", "Adds params, each once and for all.", [.optional("params", DescribedFields.loggedModelPairs)])
            .pieces(DescribedFields.modelID),
    ]

    private static let search: [OpenAPIField] = [
        .required("experiment_ids", .list(.identifier, atLeast: 1)), DescribedFields.filter,
        .optional(
            "datasets",
            .list(.object([.required("dataset_name", .text(atLeast: 1)), .optional("dataset_digest", .text())])),
            "Models with metrics on one of these."),
        DescribedFields.maximumResults(1_000, default: 50),
        .optional(
            "order_by",
            .list(
                .object([
                    .required("field_name", .text(atLeast: 1)), .optional("ascending", .boolean, "Default true."),
                    .optional("dataset_name", .text()), .optional("dataset_digest", .text()),
                ]))),
        DescribedFields.pageToken,
    ]
    private static let found = RouteDescription.Answer.object([
        .optional("models", .list(.shape(.loggedModel), atLeast: 1)), DescribedFields.nextPageToken,
    ])
}
