package enum DatasetAttribute: Hashable, Sendable, CaseIterable {
    case name
    case digest
    /// The tag `mlflow.data.context` of the use of the dataset by the run.
    case context
}
