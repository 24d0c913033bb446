package import TrackingEvents

/// A search over the runs of some experiments.
package struct RunSearch: Hashable, Sendable {
    /// No experiment, no run.
    package var experiments: [ExperimentID]
    /// All of them must hold.
    package var conditions: [RunCondition]
    package var view: ViewSelection
    /// Empty means latest start first. Ties go by start, latest first, then by ascending identity.
    package var order: [RunOrder]
    package var limit: Int
    package var offset: Int
    /// What stands before a path of the artifact tree where artifact URIs are compared.
    package var treePrefix: String

    package init(
        experiments: [ExperimentID], conditions: [RunCondition] = [], view: ViewSelection = .active, order: [RunOrder] = [],
        limit: Int = 1_000,
        offset: Int = 0, treePrefix: String = "mlflow-artifacts:/"
    ) {
        self.experiments = experiments
        self.conditions = conditions
        self.view = view
        self.order = order
        self.limit = limit
        self.offset = offset
        self.treePrefix = treePrefix
    }
}
