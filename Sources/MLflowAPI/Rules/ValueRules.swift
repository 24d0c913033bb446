import TrackingEvents

/// How long values may be, and what becomes of longer ones.
enum ValueRules {
    static let maximumParamCharacterCount = 6_000
    static let maximumRunTagCharacterCount = 8_000
    static let maximumExperimentTagCharacterCount = 20_000
    static let maximumRegistryTagCharacterCount = 100_000
    static let maximumExperimentNameCharacterCount = 500
    static let maximumModelNameCharacterCount = 256
    static let maximumAliasCharacterCount = 255
    static let maximumLocationCharacterCount = 2_048
    static let maximumDatasetNameCharacterCount = 500
    static let maximumDatasetDigestCharacterCount = 36
    static let maximumDatasetSourceCharacterCount = 65_535
    static let maximumDatasetSchemaCharacterCount = 1_048_575
    static let maximumDatasetProfileCharacterCount = 16_777_215
    static let maximumInputTagKeyCharacterCount = 255
    static let maximumInputTagValueCharacterCount = 500

    static func check(_ text: String, atMost limit: Int, _ field: String) throws(APIError) {
        guard text.hasAtMost(limit) else {
            throw .invalid(
                "Invalid value for parameter '\(field)' supplied: it exceeds the maximum length of \(limit) characters.")
        }
    }

    /// A key that is only bounded, not restricted in its characters (logged models).
    static func checkFreeKey(_ key: String, _ field: String) throws(APIError) {
        guard !key.isEmpty else { throw .invalid("Missing value for required parameter '\(field)'.") }
        try check(key, atMost: KeyRule.maximumCharacterCount, field)
    }

    /// Fails when a key comes twice.
    static func checkDistinctKeys(_ tags: [Tag], _ field: String) throws(APIError) {
        var seen: Set<String> = []
        for tag in tags where !seen.insert(tag.key).inserted {
            throw .invalid("Duplicate keys in parameter '\(field)': '\(tag.key)' is given more than once.")
        }
    }
}
