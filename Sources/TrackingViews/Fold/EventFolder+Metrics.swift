import TrackingEvents

extension EventFolder {
    /// Sorts the points of a batch into their series; they are written when the transaction ends.
    mutating func collect(_ columns: MetricColumns, of run: Int64) throws {
        guard !columns.isEmpty else { return }
        var indices: [Int] = []
        indices.reserveCapacity(columns.series.count)
        for series in columns.series {
            indices.append(metrics.index(of: SeriesKey(run: run, key: try keyRow(series.key), series: series)))
        }
        let (seriesIndices, steps, timestamps, values) = (columns.seriesIndices, columns.steps, columns.timestamps, columns.values)
        for place in 0..<columns.count {
            let point = SeriesPoint(timestamp: timestamps[place], step: steps[place], value: values[place])
            metrics.append(point, at: indices[Int(seriesIndices[place])])
        }
    }

    mutating func writePendingMetrics() throws {
        let writer = SeriesWriter(sql: sql)
        for (key, points) in zip(metrics.series, metrics.points) where !points.isEmpty {
            try writer.append(points, to: try seriesRow(key))
            let latest = points.dropFirst().reduce(points[0]) { $1.isLater(than: $0) ? $1 : $0 }
            try setLatest(latest, of: key)
            if !key.model.text.isEmpty { try setLatestOfModel(latest, of: key) }
        }
        metrics = PendingMetrics()
    }

    private func seriesRow(_ key: SeriesKey) throws -> Int64 {
        try row(
            "SELECT id FROM metric_series WHERE run = ? AND key = ? AND model = ? AND dataset_name = ? AND dataset_digest = ?",
            "INSERT INTO metric_series (run, key, model, dataset_name, dataset_digest) VALUES (?, ?, ?, ?, ?)", key.values)
    }

    /// Of equal points of several series the one that sorts first by model and dataset stands.
    private func setLatest(_ point: SeriesPoint, of key: SeriesKey) throws {
        let row: [SQLValue] = [
            .integer(key.run), .integer(key.key), .metric(point.value), .integer(point.step), .integer(point.timestamp),
            .text(key.model.text),
            .text(key.datasetName.text), .text(key.datasetDigest.text),
        ]
        try sql.statement("INSERT INTO latest_metrics VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING").run(row)
        if sql.changeCount > 0 { return }
        let standing = try sql.first(
            "SELECT timestamp, step, value, model, dataset_name, dataset_digest FROM latest_metrics WHERE run = ? AND key = ?",
            Array(row.prefix(2))
        ) { (SeriesPoint(timestamp: $0.integer(0), step: $0.integer(1), value: $0.metric(2)), [$0.text(3), $0.text(4), $0.text(5)]) }
        guard let standing else { return }
        let names = [key.model.text, key.datasetName.text, key.datasetDigest.text]
        let isSame = standing.0 == point && Self.precedes(names, standing.1)
        guard isSame || point.isLater(than: standing.0) else { return }
        try sql.statement("INSERT OR REPLACE INTO latest_metrics VALUES (?, ?, ?, ?, ?, ?, ?, ?)").run(row)
    }

    private func setLatestOfModel(_ point: SeriesPoint, of key: SeriesKey) throws {
        let id: [SQLValue] = [
            .text(key.model.text), .integer(key.key), .integer(key.run), .text(key.datasetName.text), .text(key.datasetDigest.text),
        ]
        let standing = try sql.first(
            """
            SELECT timestamp, step, value FROM logged_model_metrics
            WHERE model = ? AND key = ? AND run = ? AND dataset_name = ? AND dataset_digest = ?
            """, id
        ) { SeriesPoint(timestamp: $0.integer(0), step: $0.integer(1), value: $0.metric(2)) }
        if let standing, !point.isLater(than: standing) { return }
        try sql.statement("INSERT OR REPLACE INTO logged_model_metrics VALUES (?, ?, ?, ?, ?, ?, ?, ?)").run(
            id + [.metric(point.value), .integer(point.step), .integer(point.timestamp)])
    }

    private static func precedes(_ left: [String], _ right: [String]) -> Bool {
        for (left, right) in zip(left, right) where !ExactText.same(left, right) { return left.utf8.lexicographicallyPrecedes(right.utf8) }
        return false
    }
}
