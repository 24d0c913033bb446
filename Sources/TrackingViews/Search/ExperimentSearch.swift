/// A search over experiments.
package struct ExperimentSearch: Hashable, Sendable {
    /// All of them must hold.
    package var conditions: [ExperimentCondition]
    package var view: ViewSelection
    /// Empty means newest first. Ties go by ascending identity.
    package var order: [ExperimentOrder]
    package var limit: Int
    package var offset: Int

    package init(
        conditions: [ExperimentCondition] = [], view: ViewSelection = .active, order: [ExperimentOrder] = [], limit: Int = 1_000,
        offset: Int = 0
    ) {
        self.conditions = conditions
        self.view = view
        self.order = order
        self.limit = limit
        self.offset = offset
    }
}
