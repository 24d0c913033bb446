import TrackingViews

/// Prompts lie in the registry as models with a tag; searches hide them unless a condition asks for them by that tag.
enum PromptFilter {
    static let tagKey = "mlflow.prompt.is_prompt"

    /// The conditions to evaluate, and whether prompts are among what may match.
    ///
    /// `tag.mlflow.prompt.is_prompt != 'true'`, which the Python client adds to some searches, is dropped: hiding prompts says it already,
    /// and it has to match models that lack the tag, unlike every other `!=`.
    static func split(_ clauses: [SearchClause]) -> (clauses: [SearchClause], prompts: PromptVisibility) {
        let asks = clauses.contains { isAboutPrompts($0) && $0.comparator == .equal && $0.value == .text("true") }
        if asks { return (clauses, .included) }
        return (clauses.filter { !(isAboutPrompts($0) && $0.comparator == .notEqual && $0.value == .text("true")) }, .hidden)
    }

    private static func isAboutPrompts(_ clause: SearchClause) -> Bool {
        guard let entity = clause.identifier.entity, entity == "tag" || entity == "tags" else { return false }
        return clause.identifier.key == tagKey
    }
}
