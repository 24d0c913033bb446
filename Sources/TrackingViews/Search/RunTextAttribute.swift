package enum RunTextAttribute: Hashable, Sendable, CaseIterable {
    case id
    case name
    /// As an upper-case word: `FINISHED`.
    case status
    case userID
    case artifactURI
}
