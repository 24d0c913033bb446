/// An item of `order_by` in `logged-models/search`, which is an object where other searches take a string.
package struct LoggedModelOrderItem: Hashable, Sendable {
    package var fieldName: String
    package var ascending: Bool
    /// Only values of a metric that were logged on this dataset count.
    package var datasetName: String?
    package var datasetDigest: String?

    package init(fieldName: String, ascending: Bool = true, datasetName: String? = nil, datasetDigest: String? = nil) {
        self.fieldName = fieldName
        self.ascending = ascending
        self.datasetName = datasetName
        self.datasetDigest = datasetDigest
    }
}
