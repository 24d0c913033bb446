import TrackingEvents

/// Reads the documents of a page of runs: one statement for each table, not for each run.
struct RunReader {
    let sql: SQLConnection

    private struct KeyedText {
        var key: Int64
        var value: String
    }

    private struct KeyedMetric {
        var key: Int64
        var point: MetricPoint
        var series: MetricSeries
    }

    /// The documents of `rows`, in that order.
    func documents(_ rows: [Int64]) throws -> [RunDocument] {
        guard !rows.isEmpty else { return [] }
        let list = RowList.value(rows)
        let metrics = try metrics(list)
        let params = try texts("SELECT run, key, value FROM run_params WHERE run IN \(RowList.placeholder)", list)
        let tags = try texts("SELECT run, key, value FROM run_tags WHERE run IN \(RowList.placeholder) AND value IS NOT NULL", list)
        let datasets = try DatasetReader(sql: sql).inputs(ofRuns: list)
        let inputs = try modelInputs(list)
        let outputs = try modelOutputs(list)
        var keys = Set(metrics.values.joined().map(\.key))
        for texts in [params, tags] { keys.formUnion(texts.values.joined().map(\.key)) }
        let names = try KeyNames(of: keys, in: sql)
        var documents = try heads(list)
        return rows.compactMap { row in
            guard var document = documents.removeValue(forKey: row) else { return nil }
            document.metrics = named(metrics[row] ?? [], of: document.id, by: names)
            document.params = named(params[row] ?? [], by: names)
            document.tags = named(tags[row] ?? [], by: names)
            document.datasetInputs = datasets[row] ?? []
            document.modelInputs = inputs[row] ?? []
            document.modelOutputs = outputs[row] ?? []
            return document
        }
    }

    private func heads(_ list: SQLValue) throws -> [Int64: RunDocument] {
        let rows = try sql.rows(
            """
            SELECT id, run_id, experiment, name, user_id, status, stage, start_time, end_time, location FROM runs
            WHERE id IN \(RowList.placeholder) AND created_order IS NOT NULL
            """, [list]
        ) { row in
            (
                row.integer(0),
                RunDocument(
                    id: RunID(row.text(1)), experiment: ExperimentID(UInt64(bitPattern: row.integer(2))), name: row.text(3),
                    userID: row.text(4),
                    status: RunStatus(rawValue: UInt8(truncatingIfNeeded: row.integer(5))) ?? .running,
                    stage: LifecycleStage(rawValue: UInt8(truncatingIfNeeded: row.integer(6))) ?? .active, startTime: row.integer(7),
                    endTime: row.optionalInteger(8),
                    artifactLocation: LocationText.location(of: row.text(9)))
            )
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private func texts(_ text: String, _ list: SQLValue) throws -> [Int64: [KeyedText]] {
        var found: [Int64: [KeyedText]] = [:]
        try sql.statement(text).forEach([list]) { row in
            found[row.integer(0), default: []].append(KeyedText(key: row.integer(1), value: row.text(2)))
        }
        return found
    }

    private func metrics(_ list: SQLValue) throws -> [Int64: [KeyedMetric]] {
        var found: [Int64: [KeyedMetric]] = [:]
        let columns = "run, key, value, timestamp, step, model, dataset_name, dataset_digest"
        try sql.statement("SELECT \(columns) FROM latest_metrics WHERE run IN \(RowList.placeholder)").forEach([list]) { row in
            let point = MetricPoint(value: row.metric(2), timestamp: row.integer(3), step: row.integer(4))
            let metric = KeyedMetric(
                key: row.integer(1), point: point, series: MetricSeries(row, model: 5, datasetName: 6, datasetDigest: 7))
            found[row.integer(0), default: []].append(metric)
        }
        return found
    }

    private func named(_ texts: [KeyedText], by names: KeyNames) -> [Tag] {
        texts.sorted { names.rank($0.key) < names.rank($1.key) }.map { Tag(key: names.text($0.key), value: $0.value) }
    }

    private func named(_ metrics: [KeyedMetric], of run: RunID, by names: KeyNames) -> [LoggedMetric] {
        metrics.sorted { names.rank($0.key) < names.rank($1.key) }.map { metric in
            var series = metric.series
            series.key = names.text(metric.key)
            return LoggedMetric(run: run, series: series, point: metric.point)
        }
    }

    private func modelInputs(_ list: SQLValue) throws -> [Int64: [LoggedModelID]] {
        var found: [Int64: [LoggedModelID]] = [:]
        try sql.statement(
            "SELECT run, model FROM run_model_inputs WHERE run IN \(RowList.placeholder) ORDER BY run, event_order, place"
        ).forEach([list]) { found[$0.integer(0), default: []].append(LoggedModelID($0.text(1))) }
        return found
    }

    private func modelOutputs(_ list: SQLValue) throws -> [Int64: [ModelOutput]] {
        var found: [Int64: [ModelOutput]] = [:]
        try sql.statement(
            "SELECT run, model, step FROM run_model_outputs WHERE run IN \(RowList.placeholder) ORDER BY run, event_order, place"
        ).forEach([list]) { row in
            found[row.integer(0), default: []].append(ModelOutput(model: LoggedModelID(row.text(1)), step: row.integer(2)))
        }
        return found
    }
}
