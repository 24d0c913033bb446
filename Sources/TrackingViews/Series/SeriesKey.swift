import TrackingEvents

/// A series by rows: the run's, the key's, and what the points were measured on (empty: nothing named).
struct SeriesKey: Hashable {
    var run: Int64
    var key: Int64
    var model: ExactText
    var datasetName: ExactText
    var datasetDigest: ExactText

    init(run: Int64, key: Int64, series: MetricSeries) {
        self.run = run
        self.key = key
        model = ExactText(series.model?.rawValue ?? "")
        datasetName = ExactText(series.datasetName ?? "")
        datasetDigest = ExactText(series.datasetDigest ?? "")
    }

    var values: [SQLValue] {
        [.integer(run), .integer(key), .text(model.text), .text(datasetName.text), .text(datasetDigest.text)]
    }
}
