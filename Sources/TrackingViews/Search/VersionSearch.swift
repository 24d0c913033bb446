/// A search over model versions.
package struct VersionSearch: Hashable, Sendable {
    /// All of them must hold.
    package var conditions: [VersionCondition]
    package var prompts: PromptVisibility
    /// Empty means latest update first. Ties go by name, then by number, highest first.
    package var order: [VersionOrder]
    package var limit: Int
    package var offset: Int
    /// What stands before a path of the artifact tree where sources are compared.
    package var treePrefix: String

    package init(
        conditions: [VersionCondition] = [], prompts: PromptVisibility = .hidden, order: [VersionOrder] = [], limit: Int = 10_000,
        offset: Int = 0,
        treePrefix: String = "mlflow-artifacts:/"
    ) {
        self.conditions = conditions
        self.prompts = prompts
        self.order = order
        self.limit = limit
        self.offset = offset
        self.treePrefix = treePrefix
    }
}
