import TrackingEvents
import TrackingViews

/// Thins out a metric's history for a chart.
enum HistorySampling {
    /// At most `limit` of `points`, evenly spaced, the first and the last always among them; of a limit of 1 only the last.
    static func sample(_ points: [LoggedMetric], atMost limit: Int) -> [LoggedMetric] {
        guard points.count > limit, let last = points.last else { return points }
        return (0..<limit - 1).map { points[$0 * points.count / limit] } + [last]
    }

    /// By step, then by the order in which they came: by time, then by value.
    static func inOrderOfSteps(_ points: [LoggedMetric]) -> [LoggedMetric] {
        // As a rule they come so: who trains logs one step after the other.
        if zip(points, points.dropFirst()).allSatisfy({ $0.point.step <= $1.point.step }) { return points }
        return points.indices.sorted { (points[$0].point.step, $0) < (points[$1].point.step, $1) }.map { points[$0] }
    }
}
