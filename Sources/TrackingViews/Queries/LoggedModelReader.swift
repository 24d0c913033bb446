import TrackingEvents

/// Reads the documents of a page of logged models.
struct LoggedModelReader {
    let sql: SQLConnection

    func documents(_ rows: [Int64]) throws -> [LoggedModelDocument] {
        guard !rows.isEmpty else { return [] }
        let list = RowList.value(rows)
        let params = try TagReader(sql: sql).tags("logged_model_params", owner: "model", list)
        let tags = try TagReader(sql: sql).tags("logged_model_tags", owner: "model", list)
        var metrics = try metrics(list)
        let found = try sql.rows(
            """
            SELECT id, model_id, experiment, name, model_type, source_run, status, status_message, stage, creation_time,
                coalesce(update_time, creation_time), location
            FROM logged_models WHERE id IN \(RowList.placeholder) AND created_order IS NOT NULL
            """, [list]
        ) { row in
            let id = row.integer(0)
            return (
                id,
                LoggedModelDocument(
                    id: LoggedModelID(row.text(1)), experiment: ExperimentID(UInt64(bitPattern: row.integer(2))), name: row.text(3),
                    modelType: row.optionalText(4), sourceRun: row.optionalText(5).map { RunID($0) },
                    status: LoggedModelStatus(rawValue: UInt8(truncatingIfNeeded: row.integer(6))) ?? .unspecified,
                    statusMessage: row.optionalText(7),
                    stage: LifecycleStage(rawValue: UInt8(truncatingIfNeeded: row.integer(8))) ?? .active, creationTime: row.integer(9),
                    lastUpdateTime: row.integer(10), artifactLocation: LocationText.location(of: row.text(11)), params: params[id] ?? [],
                    tags: tags[id] ?? [], metrics: metrics.removeValue(forKey: id) ?? [])
            )
        }
        let documents = Dictionary(uniqueKeysWithValues: found)
        return rows.compactMap { documents[$0] }
    }

    /// By key, run, dataset.
    private func metrics(_ list: SQLValue) throws -> [Int64: [LoggedMetric]] {
        var found: [Int64: [LoggedMetric]] = [:]
        try sql.statement(
            """
            SELECT l.id, k.text, r.run_id, x.model, x.dataset_name, x.dataset_digest, x.value, x.timestamp, x.step
            FROM logged_models l CROSS JOIN logged_model_metrics x ON x.model = l.model_id
                CROSS JOIN keys k ON k.id = x.key CROSS JOIN runs r ON r.id = x.run
            WHERE l.id IN \(RowList.placeholder) ORDER BY l.id, k.text, r.run_id, x.dataset_name, x.dataset_digest
            """
        ).forEach([list]) { row in
            var series = MetricSeries(row, model: 3, datasetName: 4, datasetDigest: 5)
            series.key = row.text(1)
            let point = MetricPoint(value: row.metric(6), timestamp: row.integer(7), step: row.integer(8))
            found[row.integer(0), default: []].append(LoggedMetric(run: RunID(row.text(2)), series: series, point: point))
        }
        return found
    }

    func row(of id: LoggedModelID) throws -> Int64? {
        try sql.first("SELECT id FROM logged_models WHERE model_id = ?", [.of(id)]) { $0.integer(0) }
    }
}
