import TrackingEvents
import TrackingStore

/// The datasets of `runs/log-inputs`.
enum DatasetFields {
    static func inputs(_ fields: RequestFields) throws(APIError) -> [DatasetInput] {
        let objects = try fields.objects("datasets")
        try BatchLimits.check(objects.count, atMost: BatchLimits.maximumDatasetCount, of: "datasets")
        var inputs: [DatasetInput] = []
        for object in objects {
            guard let description = try object.object("dataset") else { throw object.missing("dataset") }
            inputs.append(DatasetInput(dataset: try dataset(description), tags: try tags(object)))
        }
        return inputs
    }

    /// What is missing besides the name is stored as the empty string.
    private static func dataset(_ fields: RequestFields) throws(APIError) -> Dataset {
        let name = try fields.requiredString("name")
        let digest = try fields.string("digest") ?? ""
        let source = try fields.string("source") ?? ""
        let schema = try fields.string("schema")
        let profile = try fields.string("profile")
        try check(name, ValueRules.maximumDatasetNameCharacterCount, "name", fields)
        try check(digest, ValueRules.maximumDatasetDigestCharacterCount, "digest", fields)
        try check(source, ValueRules.maximumDatasetSourceCharacterCount, "source", fields)
        try check(schema ?? "", ValueRules.maximumDatasetSchemaCharacterCount, "schema", fields)
        try check(profile ?? "", ValueRules.maximumDatasetProfileCharacterCount, "profile", fields)
        return Dataset(
            name: name, digest: digest, sourceType: try fields.string("source_type") ?? "", source: source, schema: schema,
            profile: profile)
    }

    private static func tags(_ fields: RequestFields) throws(APIError) -> [Tag] {
        try fields.pairs("tags") { (tag, path) throws(APIError) in
            try ValueRules.check(tag.key, atMost: ValueRules.maximumInputTagKeyCharacterCount, path + "key")
            try ValueRules.check(tag.value, atMost: ValueRules.maximumInputTagValueCharacterCount, path + "value")
        }.keepingLastValues
    }

    private static func check(
        _ text: String, _ limit: Int, _ name: String, _ fields: RequestFields
    ) throws(APIError) {
        try ValueRules.check(text, atMost: limit, fields.prefix + name)
    }
}
