extension PromptVisibility {
    /// Whether a row does not have the tag of prompts.
    static func isNoPrompt(_ table: String, owner: String, row: String) -> SQLText {
        .notExists(SQLText("\(table) p WHERE p.\(owner) = \(row) AND p.key = ? AND p.value = 'true'", .text(WellKnownTag.isPrompt)))
    }
}
