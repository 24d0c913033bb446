import TrackingEvents

extension MetricSeries {
    /// What a row says a metric was measured on; the key is left empty.
    init(_ row: SQLRow, model: Int, datasetName: Int, datasetDigest: Int) {
        func named(_ column: Int) -> String? {
            let text = row.text(column)
            return text.isEmpty ? nil : text
        }
        self.init(
            key: "", model: named(model).map { LoggedModelID($0) }, datasetName: named(datasetName), datasetDigest: named(datasetDigest))
    }
}
