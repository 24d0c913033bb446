package import TrackingEvents

/// One condition of a search over logged models.
package enum LoggedModelCondition: Hashable, Sendable {
    case attribute(LoggedModelTextAttribute, TextComparison)
    case status(isIn: Set<LoggedModelStatus>)
    case time(LoggedModelTimeAttribute, IntegerComparison)
    /// Holds when one of the model's metrics of this key does, over runs and datasets.
    case metric(String, NumberComparison)
    case param(String, TextComparison)
    case tag(String, TextComparison)
}
