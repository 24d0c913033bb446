/// One condition of a search over runs.
package enum RunCondition: Hashable, Sendable {
    /// Compares the latest value of the metric.
    case metric(String, NumberComparison)
    case param(String, TextComparison)
    case tag(String, TextComparison)
    case attribute(RunTextAttribute, TextComparison)
    case time(RunTimeAttribute, IntegerComparison)
    /// Holds when one of the datasets that the run read fulfils it.
    case dataset(DatasetAttribute, TextComparison)
}
