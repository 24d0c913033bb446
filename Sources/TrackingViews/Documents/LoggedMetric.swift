package import TrackingEvents

/// An observation of a metric with all that it belongs to.
package struct LoggedMetric: Hashable, Sendable {
    package var run: RunID
    package var series: MetricSeries
    package var point: MetricPoint

    package init(run: RunID, series: MetricSeries, point: MetricPoint) {
        self.run = run
        self.series = series
        self.point = point
    }
}
