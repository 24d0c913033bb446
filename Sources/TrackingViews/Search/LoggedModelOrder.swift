/// One field that logged models are ordered by. What has no value goes last in both directions.
package struct LoggedModelOrder: Hashable, Sendable {
    package enum Field: Hashable, Sendable {
        case attribute(LoggedModelTextAttribute)
        case status
        case time(LoggedModelTimeAttribute)
        /// The metric's value, on one dataset if named; where a model has several, the best placed one.
        case metric(String, datasetName: String?, datasetDigest: String?)
    }

    package var field: Field
    package var ascending: Bool

    package init(field: Field, ascending: Bool = true) {
        self.field = field
        self.ascending = ascending
    }
}
