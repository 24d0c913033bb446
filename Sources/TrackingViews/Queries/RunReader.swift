import TrackingEvents

/// Reads the documents of runs, one after the other: each is a handful of neighbouring rows in each table.
struct RunReader {
    let sql: SQLConnection

    /// The documents of `rows`, in that order.
    func documents(_ rows: [Int64]) throws -> [RunDocument] {
        var datasets = DatasetReader(sql: sql)
        return try rows.compactMap { try document($0, &datasets) }
    }

    /// - Parameter datasets: kept from run to run, since many have the same datasets.
    func document(_ row: Int64, _ datasets: inout DatasetReader) throws -> RunDocument? {
        guard var document = try head(row) else { return nil }
        document.metrics = try metrics(row, of: document.id)
        document.params = try texts(Self.params, row)
        document.tags = try texts(Self.tags, row)
        document.datasetInputs = try datasets.inputs(ofRun: row, in: document.experiment)
        document.modelInputs = try sql.rows(
            "SELECT model FROM run_model_inputs WHERE run = ? ORDER BY event_order, place", [.integer(row)]
        ) { LoggedModelID($0.text(0)) }
        document.modelOutputs = try sql.rows(
            "SELECT model, step FROM run_model_outputs WHERE run = ? ORDER BY event_order, place", [.integer(row)]
        ) { ModelOutput(model: LoggedModelID($0.text(0)), step: $0.integer(1)) }
        return document
    }

    private func head(_ row: Int64) throws -> RunDocument? {
        try sql.first(
            """
            SELECT run_id, experiment, name, user_id, status, stage, start_time, end_time, location FROM runs
            WHERE id = ? AND created_order IS NOT NULL
            """, [.integer(row)]
        ) { row in
            RunDocument(
                id: RunID(row.text(0)), experiment: ExperimentID(UInt64(bitPattern: row.integer(1))), name: row.text(2),
                userID: row.text(3), status: RunStatus(rawValue: UInt8(truncatingIfNeeded: row.integer(4))) ?? .running,
                stage: LifecycleStage(rawValue: UInt8(truncatingIfNeeded: row.integer(5))) ?? .active, startTime: row.integer(6),
                endTime: row.optionalInteger(7), artifactLocation: LocationText.location(of: row.text(8)))
        }
    }

    private static let params = """
        SELECT k.text, t.value FROM run_params t CROSS JOIN keys k ON k.id = t.key WHERE t.run = ? ORDER BY k.text
        """
    private static let tags = """
        SELECT k.text, t.value FROM run_tags t CROSS JOIN keys k ON k.id = t.key WHERE t.run = ? AND t.value IS NOT NULL ORDER BY k.text
        """

    private func texts(_ statement: String, _ row: Int64) throws -> [Tag] {
        try sql.rows(statement, [.integer(row)]) { Tag(key: $0.text(0), value: $0.text(1)) }
    }

    private func metrics(_ row: Int64, of run: RunID) throws -> [LoggedMetric] {
        try sql.rows(
            """
            SELECT k.text, t.value, t.timestamp, t.step, t.model, t.dataset_name, t.dataset_digest
            FROM latest_metrics t CROSS JOIN keys k ON k.id = t.key WHERE t.run = ? ORDER BY k.text
            """, [.integer(row)]
        ) { row in
            var series = MetricSeries(row, model: 4, datasetName: 5, datasetDigest: 6)
            series.key = row.text(0)
            let point = MetricPoint(value: row.metric(1), timestamp: row.integer(2), step: row.integer(3))
            return LoggedMetric(run: run, series: series, point: point)
        }
    }
}
