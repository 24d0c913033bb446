package import TrackingEvents

/// A search over the logged models of some experiments. Deleted ones, and those of deleted experiments, are never found.
package struct LoggedModelSearch: Hashable, Sendable {
    /// No experiment, no model.
    package var experiments: [ExperimentID]
    /// When not empty: only models with a metric on one of these; conditions on metrics look at metrics on these only.
    package var datasets: [DatasetSelector]
    /// All of them must hold.
    package var conditions: [LoggedModelCondition]
    /// Empty means newest first. Ties go by creation, newest first, then by ascending identity.
    package var order: [LoggedModelOrder]
    package var limit: Int
    package var offset: Int
    /// What stands before a path of the artifact tree where artifact locations are compared.
    package var treePrefix: String

    package init(
        experiments: [ExperimentID], datasets: [DatasetSelector] = [], conditions: [LoggedModelCondition] = [],
        order: [LoggedModelOrder] = [],
        limit: Int = 50, offset: Int = 0, treePrefix: String = "mlflow-artifacts:/"
    ) {
        self.experiments = experiments
        self.datasets = datasets
        self.conditions = conditions
        self.order = order
        self.limit = limit
        self.offset = offset
        self.treePrefix = treePrefix
    }
}
