package enum RunTimeAttribute: Hashable, Sendable, CaseIterable {
    case startTime
    case endTime
}
