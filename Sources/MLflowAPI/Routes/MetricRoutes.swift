import TrackingEvents
import TrackingViews

/// Histories of metrics.
enum MetricRoutes {
    static let all: [Route] = [
        .get("2.0/mlflow/metrics/get-history", .query(history)),
        .get("2.0/mlflow/metrics/get-history-bulk-interval", .query(bulkInterval)),
    ]

    /// An unknown run or metric has an empty history.
    @Sendable private static func history(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun(orUUID: true)
        let key = try fields.requiredString("metric_key")
        let paging = try Paging(
            fields, fallback: nil, maximum: Int(Int32.max), query: ["history", run.rawValue, key])
        let views = try call.readableViews()
        return try .json { writer in
            var hasMore = false
            try writer.member(
                "metrics",
                arrayUnlessEmpty: { metrics in
                    hasMore = try views.visitMetricHistory(run: run, key: key, limit: paging.limit, offset: paging.offset) {
                        metrics.values($0)
                    }
                })
            writer.member("next_page_token", ifPresent: paging.nextToken(hasMore: hasMore))
        }
    }

    /// For charts: each run's history thinned out on its own, by observation.
    @Sendable private static func bulkInterval(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let runs = try fields.strings("run_ids")
        guard !runs.isEmpty else { throw fields.missing("run_ids") }
        guard runs.count <= 100 else { throw APIError.invalid("At most 100 run_ids can be given, not \(runs.count).") }
        let key = try fields.requiredString("metric_key")
        let steps = try stepRange(fields)
        let limit = try fields.integer("max_results") ?? 2_500
        guard (1...2_500).contains(limit) else {
            throw APIError.invalid(
                "Invalid value \(limit) for parameter 'max_results' supplied: it must be at least 1 and at most 2500.")
        }
        let views = try call.readableViews()
        // A run that is named again is read once.
        var samples: [String: [LoggedMetric]] = [:]
        for run in Set(runs) {
            var history = SampledHistory(run: RunID(run), steps: steps)
            _ = try views.visitMetricHistory(run: history.run, key: key) { history.add($0) }
            samples[run] = history.sample(atMost: Int(limit))
        }
        let sampled = runs.lazy.flatMap { samples[$0] ?? [] }
        return .json {
            $0.member("metrics", nonEmpty: sampled) { writer, metric in
                writer.object {
                    $0.members(of: metric)
                    $0.member("run_id", metric.run.rawValue)
                }
            }
        }
    }

    private static func stepRange(_ fields: RequestFields) throws(APIError) -> ClosedRange<Int64> {
        switch (try fields.integer("start_step"), try fields.integer("end_step")) {
        case (nil, nil): return Int64.min...Int64.max
        case (let start?, let end?) where start <= end: return start...end
        case (_?, _?): throw .invalid("end_step must be greater than start_step.")
        default: throw .invalid("If either start step or end step are specified, both must be specified.")
        }
    }
}
