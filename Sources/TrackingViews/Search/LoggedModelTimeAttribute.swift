package enum LoggedModelTimeAttribute: Hashable, Sendable, CaseIterable {
    case creationTime
    case lastUpdateTime
}
