import TrackingEvents

@testable import MLflowAPI

/// What a request brings: a JSON body read as the metrics of a log-batch and by field, a query string, a `Range` header.
///
/// The quick way through a batch gives what the general way gives, values and refusals alike.
enum BodiesEntry {
    static func run(_ bytes: [UInt8]) throws {
        do throws(APIError) {
            let fields = try RequestBody.fields(of: bytes, limits: JSONEntry.limits)
            try readFields(fields)
        } catch {
            try FuzzFinding.unless(!error.message.isEmpty, "a body is refused without a word")
        }
        if let fields = try? RequestBody.fields(of: bytes, limits: JSONEntry.limits) { try compareBatches(fields) }
        try readText(String(decoding: bytes, as: UTF8.self))
    }

    private static func readFields(_ fields: RequestFields) throws(APIError) {
        for name in ["run_id", "key", "experiment_ids", "metrics", "params", "tags", "max_results"] {
            do { _ = try fields.string(name) } catch { try check(error) }
            do { _ = try fields.identifier(name) } catch { try check(error) }
            do { _ = try fields.integer(name) } catch { try check(error) }
            do { _ = try fields.boolean(name) } catch { try check(error) }
            do { _ = try fields.requiredMetricValue(name) } catch { try check(error) }
            do { _ = try fields.strings(name) } catch { try check(error) }
            do { _ = try fields.identifiers(name) } catch { try check(error) }
            do { _ = try fields.objects(name) } catch { try check(error) }
            do { _ = try fields.object(name) } catch { try check(error) }
        }
    }

    /// A field that is refused is an error of the request, which says so.
    private static func check(_ error: APIError) throws(APIError) {
        if error.code != .invalidParameterValue { throw error }
    }

    private static func compareBatches(_ fields: RequestFields) throws {
        let quick = Result { () throws(APIError) in try MetricBatchReader.read(fields) }
        let general = Result { () throws(APIError) in try generalBatch(fields) }
        switch (quick, general) {
        case (.success(let columns), .success(let points)):
            let series = columns.seriesIndices.map { columns.series[Int($0)] }
            let isSame =
                points.map(\.series) == series && points.map(\.point.value.bitPattern) == columns.values.map(\.bitPattern)
                && points.map(\.point.timestamp) == columns.timestamps && points.map(\.point.step) == columns.steps
            try FuzzFinding.unless(isSame, "the quick way through a batch gives other metrics")
        case (.failure(let error), .failure(let other)):
            try FuzzFinding.unless(error == other, "the quick way says \(error), the general way \(other)")
        default: throw FuzzFinding("only one of the two ways through a batch takes it")
        }
    }

    private static func generalBatch(_ fields: RequestFields) throws(APIError) -> [(point: MetricPoint, series: MetricSeries)] {
        let nodes = try fields.array("metrics")
        var points: [(point: MetricPoint, series: MetricSeries)] = []
        try BatchLimits.check(nodes.reduce(0) { sum, _ in sum + 1 }, atMost: MetricBatchReader.maximumCount, of: "metrics")
        for (index, node) in nodes.enumerated() {
            guard fields.document.kind(of: node) == .object else { throw fields.invalid(node, "metrics[\(index)]", "expected an object") }
            points.append(try MetricFields.read(RequestFields(document: fields.document, object: node, prefix: "metrics[\(index)].")))
        }
        return points
    }

    private static func readText(_ text: String) throws {
        if let query = try? QueryString(text) { _ = try? query.fields(limits: JSONEntry.limits).strings("run_id") }
        for byteCount: UInt64 in [0, 1, 100, .max] {
            guard case .part(let range) = ByteRangeHeader.select(text, of: byteCount) else { continue }
            try FuzzFinding.unless(!range.isEmpty && range.upperBound <= byteCount, "the range \(range) of \(byteCount) bytes")
        }
    }
}
