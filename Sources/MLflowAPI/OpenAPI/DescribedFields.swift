/// Fields that mean the same on many routes.
enum DescribedFields {
    static let runID = OpenAPIField.required("run_id", .text(atLeast: 1))
    /// Where the old name is taken too, either is enough.
    static let runIDs = [
        OpenAPIField.optional("run_id", .text(), "This or `run_uuid` has to be there."),
        OpenAPIField.optional("run_uuid", .text(), "The old name of `run_id`; both may come, if they agree."),
    ]
    static let experimentID = OpenAPIField.required("experiment_id", .identifier, "Decimal digits.")
    static let experimentIDs = OpenAPISchema.list(.identifier)
    static let modelName = OpenAPIField.required("name", .text(atLeast: 1), "The registered model's name, exactly.")
    static let version = OpenAPIField.required("version", .identifier, "The version's number, in decimal digits.")
    static let modelID = OpenAPIField.required("model_id", .text(atLeast: 1), "The logged model's ID.")
    static let path = OpenAPIField.required("path", .text(atLeast: 1), "Slashes within it stand as they are.")

    static let artifactDirectory = OpenAPISchema.text()
    static let filter = OpenAPIField.optional("filter", .text(), "MLflow's search grammar: conditions joined by `AND`.")
    static let orderBy = OpenAPIField.optional("order_by", .list(.text(atLeast: 1)), "One field per item, `ASC` or `DESC` behind it.")
    static let pageToken = OpenAPIField.optional("page_token", .text(), "The `next_page_token` of the previous page of the same query.")
    static let nextPageToken = OpenAPIField.optional("next_page_token", .text(atLeast: 1), "Absent on the last page.")

    static func maximumResults(_ limit: Int64, default count: Int64?) -> OpenAPIField {
        .optional("max_results", .integer(1...limit), count.map { "Default \($0)." } ?? "Default: everything.")
    }

    static let milliseconds = "Milliseconds since the Unix epoch."

    // MARK: Keys and values

    static let key = OpenAPIField.required(
        "key", .text(atLeast: 1, atMost: KeyRule.maximumCharacterCount, pattern: DescribedText.key), DescribedText.keyNote)
    /// The key of something that is there already, or is not.
    static let knownKey = OpenAPIField.required("key", .text(atLeast: 1))

    static func value(cutTo limit: Int) -> OpenAPIField { .optional("value", .text(), "Cut to \(limit) characters. Default empty.") }
    static func value(atMost limit: Int?) -> OpenAPIField { .optional("value", .text(atMost: limit), "Default empty.") }

    static func pairs(_ value: OpenAPIField, atMost limit: Int? = nil) -> OpenAPISchema { .list(.object([key, value]), atMost: limit) }

    /// Pairs of a logged model, whose keys are free.
    static let loggedModelPairs = OpenAPISchema.list(
        .object([.required("key", .text(atLeast: 1, atMost: KeyRule.maximumCharacterCount)), value(atMost: nil)]))

    static let registryTags = OpenAPIField.optional("tags", pairs(value(atMost: ValueRules.maximumRegistryTagCharacterCount)))
    static let description = OpenAPIField.optional("description", .text())

    // MARK: Answers

    static let loggedModel = RouteDescription.Answer.object([.required("model", .shape(.loggedModel))])
    static let registeredModel = RouteDescription.Answer.object([.required("registered_model", .shape(.registeredModel))])
    static let modelVersion = RouteDescription.Answer.object([.required("model_version", .shape(.modelVersion))])
    static let files = OpenAPIField.optional("files", .list(.shape(.file), atLeast: 1))
    static let rootedFiles = RouteDescription.Answer.object([.required("root_uri", .text()), files])
    static let metrics = OpenAPIField.optional("metrics", .list(.shape(.metric), atLeast: 1))
}
