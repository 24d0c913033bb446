/// ``ExperimentRoutes`` in words.
enum ExperimentDescriptions {
    private static let root = "2.0/mlflow/experiments"

    static let all: [RouteDescription] = [
        .post(
            "\(root)/create", "Creates an experiment.",
            [
                .required("name", name), .optional("artifact_location", .text(atMost: ValueRules.maximumLocationCharacterCount)),
                .optional("tags", DescribedFields.pairs(DescribedFields.value(atMost: ValueRules.maximumExperimentTagCharacterCount))),
            ], .object([.required("experiment_id", .text(pattern: DescribedText.digits))])
        ).namingNothing,
        .get("\(root)/get", "One experiment, deleted or not.", [DescribedFields.experimentID], answer),
        .get("\(root)/get-by-name", "One experiment by its exact name.", [.required("experiment_name", .text(atLeast: 1))], answer),
        .post("\(root)/search", "Experiments that meet a filter.", search, found).namingNothing,
        .get("\(root)/search", "Experiments that meet a filter.", search, found).namingNothing,
        .post("\(root)/update", "Renames an experiment.", [DescribedFields.experimentID, .required("new_name", name)]),
        .post("\(root)/delete", "Deletes an experiment and its runs, until it is restored.", [DescribedFields.experimentID]),
        .post("\(root)/restore", "Restores a deleted experiment and its runs.", [DescribedFields.experimentID]),
        .post(
            "\(root)/set-experiment-tag", "Sets a tag.",
            [
                DescribedFields.experimentID, DescribedFields.key,
                DescribedFields.value(atMost: ValueRules.maximumExperimentTagCharacterCount),
            ]),
        .post("\(root)/delete-experiment-tag", "Removes a tag.", [DescribedFields.experimentID, DescribedFields.knownKey]),
    ]

    private static let name = OpenAPISchema.text(atLeast: 1, atMost: ValueRules.maximumExperimentNameCharacterCount)
    private static let answer = RouteDescription.Answer.object([.required("experiment", .shape(.experiment))])
    private static let search = [
        DescribedFields.maximumResults(50_000, default: 1_000), DescribedFields.pageToken, DescribedFields.filter,
        DescribedFields.orderBy, .optional("view_type", .choice(ViewType.self)),
    ]
    private static let found = RouteDescription.Answer.object([
        .optional("experiments", .list(.shape(.experiment), atLeast: 1)), DescribedFields.nextPageToken,
    ])
}
