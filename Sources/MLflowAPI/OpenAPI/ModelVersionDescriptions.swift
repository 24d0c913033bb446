/// ``ModelVersionRoutes`` in words.
enum ModelVersionDescriptions {
    private static let root = "2.0/mlflow/model-versions"
    private static let version = [DescribedFields.modelName, DescribedFields.version]

    static let all: [RouteDescription] = [
        .post(
            "\(root)/create", "Creates the next version of a model.",
            [
                DescribedFields.modelName, .required("source", .text(atLeast: 1, atMost: ValueRules.maximumLocationCharacterCount)),
                .optional("run_id", .text()), DescribedFields.registryTags, .optional("run_link", .text()), DescribedFields.description,
                .optional("model_id", .text()),
            ], DescribedFields.modelVersion),
        .get("\(root)/get", "One version.", version, DescribedFields.modelVersion),
        .get(
            "\(root)/search", "Versions of all models that meet a filter.",
            [
                DescribedFields.filter, DescribedFields.maximumResults(200_000, default: 200_000), DescribedFields.orderBy,
                DescribedFields.pageToken,
            ], .object([.optional("model_versions", .list(.shape(.modelVersion), atLeast: 1)), DescribedFields.nextPageToken])
        ).namingNothing,
        .get("\(root)/get-download-uri", "Where a version's files lie.", version, .object([.required("artifact_uri", .text(atLeast: 1))])),
        .patch(
            "\(root)/update", "Sets the description; an absent one clears it.", version + [DescribedFields.description],
            DescribedFields.modelVersion),
        .post(
            "\(root)/transition-stage", "Moves a version to a stage.",
            version + [
                .required("stage", .text(atLeast: 1), "None, Staging, Production or Archived, in any letter case."),
                .optional("archive_existing_versions", .boolean, "Only with Staging and Production. Default false."),
            ], DescribedFields.modelVersion),
        .delete("\(root)/delete", "Deletes a version; its number is never used again.", version),
        .post(
            "\(root)/set-tag", "Sets a tag.",
            version + [DescribedFields.key, DescribedFields.value(atMost: ValueRules.maximumRegistryTagCharacterCount)]),
        .delete("\(root)/delete-tag", "Removes a tag; a missing one is fine.", version + [DescribedFields.knownKey]),
    ]
}
