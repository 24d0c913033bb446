import TrackingEvents

/// What names, aliases, numbers and stages in the registry may look like.
enum RegistryRules {
    static func checkName(_ name: String, _ field: String) throws(APIError) {
        guard !name.isBlank else {
            throw .invalid("Registered model name cannot be empty (parameter '\(field)').")
        }
        try ValueRules.check(name, atMost: ValueRules.maximumModelNameCharacterCount, field)
        guard !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }), KeyRule.isNormalPath(name) else {
            throw .invalid("Invalid model name: '\(name)'. Name cannot contain forward slashes, colons, or be a relative path.")
        }
    }

    /// Letters and digits in the sense of Unicode, `_` and `-`; not `latest`, not `v` and digits: those mean something in URIs.
    static func checkAlias(_ alias: String) throws(APIError) {
        guard !alias.isEmpty else { throw .invalid("Missing value for required parameter 'alias'.") }
        try ValueRules.check(alias, atMost: ValueRules.maximumAliasCharacterCount, "alias")
        guard alias.unicodeScalars.allSatisfy({ $0 == "_" || $0 == "-" || KeyRule.isAlphanumeric($0) }) else {
            throw .invalid(
                "Invalid alias name: '\(alias)'. Names may only contain alphanumerics, underscores (_) and dashes (-).")
        }
        let lower = alias.lowercased()
        guard lower != latestAlias else { throw .invalid("'latest' alias name (case insensitive) is reserved.") }
        let digits = lower.utf8.dropFirst()
        if lower.utf8.first == UInt8(ascii: "v"), !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
            throw .invalid("Version alias name '\(alias)' is reserved.")
        }
    }

    static let latestAlias = "latest"

    static func versionNumber(_ text: String, _ field: String) throws(APIError) -> UInt32 {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            throw .invalid("Invalid value \"\(text.cut(to: 100))\" for parameter '\(field)' supplied: Model version must be an integer.")
        }
        // A number that no version can have names a version that does not exist, which is for the caller to say.
        return UInt32(text) ?? 0
    }

    static func stage(_ text: String) throws(APIError) -> ModelStage {
        let wanted = text.lowercased()
        guard let stage = ModelStage.allCases.first(where: { $0.mlflowName.lowercased() == wanted }) else {
            throw .invalid(
                "Invalid Model Version stage: \(text). Value must be one of None, Staging, Production, Archived.")
        }
        return stage
    }
}
