/// A search over registered models.
package struct RegisteredModelSearch: Hashable, Sendable {
    /// All of them must hold.
    package var conditions: [RegisteredModelCondition]
    package var prompts: PromptVisibility
    /// Empty means by name. Ties go by name.
    package var order: [RegisteredModelOrder]
    package var limit: Int
    package var offset: Int

    package init(
        conditions: [RegisteredModelCondition] = [], prompts: PromptVisibility = .hidden, order: [RegisteredModelOrder] = [],
        limit: Int = 100,
        offset: Int = 0
    ) {
        self.conditions = conditions
        self.prompts = prompts
        self.order = order
        self.limit = limit
        self.offset = offset
    }
}
