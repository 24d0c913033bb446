import TrackingEvents
import TrackingViews

/// A metric's history on its way to a chart: the points of a range of steps, thinned out in the end. Holds 32 bytes for each point.
struct SampledHistory {
    let run: RunID
    let steps: ClosedRange<Int64>
    private var series: [MetricSeries] = []
    private var points: [(point: SeriesPoint, series: Int)] = []

    init(run: RunID, steps: ClosedRange<Int64>) {
        self.run = run
        self.steps = steps
    }

    /// Takes the next points of the history.
    mutating func add(_ part: HistoryPart) {
        if series.last != part.series { series.append(part.series) }
        let index = series.count - 1
        for point in part.points where steps.contains(point.step) { points.append((point, index)) }
    }

    /// At most `limit` points, evenly spaced by observation, the first and the last always among them; of a limit of 1 only the last.
    ///
    /// They are ordered by step, then as they came: by time, then by value.
    func sample(atMost limit: Int) -> [LoggedMetric] {
        let isInOrder = zip(points, points.dropFirst()).allSatisfy { $0.point.step <= $1.point.step }
        let order = isInOrder ? nil : points.indices.sorted { (points[$0].point.step, $0) < (points[$1].point.step, $1) }
        let count = points.count
        let places = count > limit ? (0..<limit - 1).map { $0 * count / limit } + [count - 1] : Array(0..<count)
        return places.map { logged(points[order?[$0] ?? $0]) }
    }

    private func logged(_ entry: (point: SeriesPoint, series: Int)) -> LoggedMetric {
        let point = MetricPoint(value: entry.point.value, timestamp: entry.point.timestamp, step: entry.point.step)
        return LoggedMetric(run: run, series: series[entry.series], point: point)
    }
}
