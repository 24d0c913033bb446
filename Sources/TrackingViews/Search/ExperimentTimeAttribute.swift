package enum ExperimentTimeAttribute: Hashable, Sendable, CaseIterable {
    case creationTime
    case lastUpdateTime
}
