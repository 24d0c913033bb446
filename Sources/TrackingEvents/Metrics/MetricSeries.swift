/// What a metric's points have in common: its key and, where it was measured on a logged model or a dataset, those.
package struct MetricSeries: Hashable, Sendable {
    package var key: String
    package var model: LoggedModelID?
    package var datasetName: String?
    package var datasetDigest: String?

    package init(key: String, model: LoggedModelID? = nil, datasetName: String? = nil, datasetDigest: String? = nil) {
        self.key = key
        self.model = model
        self.datasetName = datasetName
        self.datasetDigest = datasetDigest
    }
}
