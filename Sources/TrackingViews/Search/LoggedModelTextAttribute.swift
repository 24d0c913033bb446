package enum LoggedModelTextAttribute: Hashable, Sendable, CaseIterable {
    case id
    case name
    case modelType
    case sourceRun
    /// Compared as decimal text; sorts as a number.
    case experiment
    case artifactLocation
}
