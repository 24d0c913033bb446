package import TrackingEvents

extension TrackingViews {
    /// How many active runs each of `experiments` has; counting stops at `limit`, so that the answer takes no longer as experiments grow.
    package func runCounts(of experiments: [ExperimentID], atMost limit: Int) throws -> [ExperimentID: Int] {
        try read { connection in
            var counts: [ExperimentID: Int] = [:]
            for experiment in experiments {
                let values: [SQLValue] = [.of(experiment), .of(LifecycleStage.active), .integer(Int64(limit))]
                counts[experiment] = try connection.first(Self.countingRuns, values) { Int($0.integer(0)) } ?? 0
            }
            return counts
        }
    }

    private static let countingRuns =
        "SELECT count(*) FROM (SELECT 1 FROM runs WHERE experiment = ? AND stage = ? AND created_order IS NOT NULL LIMIT ?)"
}
