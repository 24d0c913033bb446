package enum VersionTextAttribute: Hashable, Sendable, CaseIterable {
    case name
    case runID
    case source
}
