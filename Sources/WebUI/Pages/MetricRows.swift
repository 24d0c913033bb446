import TrackingEvents
import TrackingViews

/// A run's metrics with small charts of their histories, within a bound on what one page reads.
struct MetricRows {
    let run: RunID
    let metrics: [LoggedMetric]

    /// Charts beyond these are left out: the values still stand.
    private static let chartCountMax = 60
    private static let pointCountMax = 10_000

    func fields(from views: any PageViews) throws -> [Fields] {
        try metrics.enumerated().map { index, metric in
            var fields = Self.fields(of: metric)
            if index < Self.chartCountMax { fields["chart"] = try chart(of: metric.series.key, from: views) }
            return fields
        }
    }

    static func fields(of metric: LoggedMetric) -> Fields {
        var fields: Fields = [
            "key": metric.series.key, "value": NumberText.short(metric.point.value), "full": NumberText.full(metric.point.value),
            "step": "\(metric.point.step)",
        ]
        fields["dataset"] = metric.series.datasetName
        return fields
    }

    private func chart(of key: String, from views: any PageViews) throws -> Fields? {
        let history = try views.metricHistory(run: run, key: key, limit: Self.pointCountMax, offset: 0)
        guard let line = Sparkline(history.items.map(\.point)) else { return nil }
        let count = history.hasMore ? "the first \(history.items.count)" : "\(history.items.count)"
        return ["corners": line.corners, "label": "\(key): \(count) points"]
    }
}
