import TrackingEvents

/// The metrics of a log-batch, from the nodes of the text straight into columns.
///
/// The plain case (`key`, `value`, `timestamp`, `step` and nothing else that counts) touches no string but the first of each key; whatever is unusual
/// or wrong goes the general way through `RequestFields`, which also words the errors.
struct MetricBatchReader {
    static let maximumCount = 1_000

    private let document: JSONDocument
    private var table: SeriesTable
    private var seriesIndices: [UInt32] = []
    private var values: [Double] = []
    private var timestamps: [Int64] = []
    private var steps: [Int64] = []

    static func read(_ fields: RequestFields, _ name: String = "metrics") throws(APIError) -> MetricColumns {
        let count = try fields.array(name).reduce(0) { sum, _ in sum + 1 }
        try BatchLimits.check(count, atMost: maximumCount, of: name)
        var reader = MetricBatchReader(document: fields.document, count: count)
        for (index, node) in try fields.array(name).enumerated() {
            if try reader.readPlain(node) { continue }
            guard fields.document.kind(of: node) == .object else {
                throw fields.invalid(node, "\(name)[\(index)]", "expected an object")
            }
            let prefix = "\(fields.prefix)\(name)[\(index)]."
            let (point, series) = try MetricFields.read(
                RequestFields(document: fields.document, object: node, prefix: prefix))
            reader.append(point.value, point.timestamp, point.step, series: reader.table.index(of: series))
        }
        return reader.columns
    }

    private init(document: JSONDocument, count: Int) {
        self.document = document
        table = SeriesTable(capacity: count)
        seriesIndices.reserveCapacity(count)
        values.reserveCapacity(count)
        timestamps.reserveCapacity(count)
        steps.reserveCapacity(count)
    }

    private var columns: MetricColumns {
        guard
            let columns = MetricColumns(
                series: table.series, seriesIndices: seriesIndices, values: values, timestamps: timestamps, steps: steps)
        else { preconditionFailure("the columns were filled together") }
        return columns
    }

    /// Takes a plain metric; false when it is not plain, and then nothing was taken.
    private mutating func readPlain(_ node: Int) throws(APIError) -> Bool {
        guard document.kind(of: node) == .object, let nodes = PlainMetric(document, node) else { return false }
        guard let value = document.double(at: nodes.value), let timestamp = document.integer(at: nodes.timestamp),
            timestamp >= 0, let step = nodes.step < 0 ? 0 : document.integer(at: nodes.step)
        else { return false }
        guard let series = table.index(ofKeyAt: nodes.key, in: document) else { return false }
        append(value, timestamp, step, series: series)
        return true
    }

    private mutating func append(_ value: Double, _ timestamp: Int64, _ step: Int64, series: UInt32) {
        seriesIndices.append(series)
        values.append(value)
        timestamps.append(timestamp)
        steps.append(step)
    }
}

/// The nodes of a metric that has nothing unusual about it.
private struct PlainMetric {
    var key = -1
    var value = -1
    var timestamp = -1
    /// −1 when absent.
    var step = -1

    /// Nil when a member is missing, twice there, null, escaped, or one of those that make another series.
    init?(_ document: JSONDocument, _ object: Int) {
        let text = document.bytes.span
        var index = object + 1
        let end = Int(document.nodes[object].next)
        while index < end {
            let name = document.nodes[index]
            let member = index + 1
            index = Int(document.nodes[member].next)
            if name.hasEscapes || document.nodes[member].kind == .null { return nil }
            let start = Int(name.start)
            switch Int(name.end) - start {
            case 3 where Self.equals(text, start, "key"):
                guard document.nodes[member].kind == .string, !document.nodes[member].hasEscapes else { return nil }
                key = member
            case 5 where Self.equals(text, start, "value"): value = member
            case 9 where Self.equals(text, start, "timestamp"): timestamp = member
            case 4 where Self.equals(text, start, "step"): step = member
            // `model_id`, `modelId`, `dataset_name`, `datasetName`, `dataset_digest`, `datasetDigest`: another series.
            case 7, 8, 11, 12, 13, 14: return nil
            default: break
            }
        }
        if key < 0 || value < 0 || timestamp < 0 { return nil }
    }

    private static func equals(_ text: Span<UInt8>, _ start: Int, _ word: StaticString) -> Bool {
        for place in 0..<word.utf8CodeUnitCount where text[start + place] != word.utf8Start[place] { return false }
        return true
    }
}
