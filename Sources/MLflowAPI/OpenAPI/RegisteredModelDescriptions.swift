/// ``RegisteredModelRoutes`` and ``AliasRoutes`` in words.
enum RegisteredModelDescriptions {
    private static let root = "2.0/mlflow/registered-models"

    static let all: [RouteDescription] = [
        .post(
            "\(root)/create", "Creates a registered model.",
            [.required("name", newName), DescribedFields.registryTags, DescribedFields.description], DescribedFields.registeredModel
        ).namingNothing,
        .get("\(root)/get", "One registered model.", [DescribedFields.modelName], DescribedFields.registeredModel),
        .get("\(root)/search", "Registered models that meet a filter.", search, found).namingNothing,
        .post("\(root)/search", "Registered models that meet a filter, for the R client.", search, found).namingNothing,
        .patch(
            "\(root)/update", "Sets the description; an absent one clears it.", [DescribedFields.modelName, DescribedFields.description],
            DescribedFields.registeredModel),
        .post(
            "\(root)/rename", "Renames a model.", [DescribedFields.modelName, .required("new_name", newName)],
            DescribedFields.registeredModel),
        .delete("\(root)/delete", "Deletes a model and its versions.", [DescribedFields.modelName]),
        .post(
            "\(root)/set-tag", "Sets a tag.",
            [
                DescribedFields.modelName, DescribedFields.key,
                DescribedFields.value(atMost: ValueRules.maximumRegistryTagCharacterCount),
            ]),
        .delete("\(root)/delete-tag", "Removes a tag; a missing one is fine.", [DescribedFields.modelName, DescribedFields.knownKey]),
        .post("\(root)/get-latest-versions", "The latest version of each stage.", latest, latestFound),
        .get("\(root)/get-latest-versions", "The latest version of each stage.", latest, latestFound),
        .post(
            "\(root)/alias", "Points an alias at a version.",
            [
                DescribedFields.modelName,
                .required("alias", .text(atLeast: 1, atMost: ValueRules.maximumAliasCharacterCount, pattern: DescribedText.alias)),
                DescribedFields.version,
            ]),
        .get("\(root)/alias", "The version that an alias points at.", [DescribedFields.modelName, alias], DescribedFields.modelVersion),
        .delete("\(root)/alias", "Removes an alias; a missing one is fine.", [DescribedFields.modelName, alias]),
    ]

    private static let newName = OpenAPISchema.text(
        atLeast: 1, atMost: ValueRules.maximumModelNameCharacterCount, pattern: DescribedText.modelName)
    private static let alias = OpenAPIField.required("alias", .text(atLeast: 1))
    private static let search = [
        DescribedFields.filter, DescribedFields.maximumResults(1_000, default: 100), DescribedFields.orderBy, DescribedFields.pageToken,
    ]
    private static let found = RouteDescription.Answer.object([
        .optional("registered_models", .list(.shape(.registeredModel), atLeast: 1)), DescribedFields.nextPageToken,
    ])
    private static let latest = [
        DescribedFields.modelName,
        .optional("stages", .list(.text(atLeast: 1)), "None, Staging, Production, Archived, in any letter case. Default: all of them."),
    ]
    private static let latestFound = RouteDescription.Answer.object([.optional("model_versions", .list(.shape(.modelVersion), atLeast: 1))])
}
