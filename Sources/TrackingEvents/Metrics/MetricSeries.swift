/// What a metric's points have in common: its key and, where it was measured on a logged model or a dataset, those.
package struct MetricSeries: Sendable {
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

extension MetricSeries: Hashable {
    /// Byte by byte: keys that only look alike (K and the Kelvin sign) are two, although Swift's strings of them are equal.
    package static func == (left: MetricSeries, right: MetricSeries) -> Bool {
        left.key.utf8.elementsEqual(right.key.utf8) && left.model == right.model && same(left.datasetName, right.datasetName)
            && same(left.datasetDigest, right.datasetDigest)
    }

    /// The key alone tells most series of a batch apart.
    package func hash(into hasher: inout Hasher) {
        var key = key
        key.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(model)
    }

    private static func same(_ left: String?, _ right: String?) -> Bool {
        switch (left, right) {
        case (let left?, let right?): left.utf8.elementsEqual(right.utf8)
        default: left == nil && right == nil
        }
    }
}
