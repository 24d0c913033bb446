import TrackingEvents

/// Reads the history of a metric: the union of its series, each a union of chunks.
struct HistoryReader {
    let sql: SQLConnection
    let run: RunID

    func page(key: String, limit: Int?, offset: Int) throws -> SearchPage<LoggedMetric> {
        let none = SearchPage<LoggedMetric>(items: [], hasMore: false)
        guard let keyRow = try KeyNames.row(of: key, in: sql) else { return none }
        guard let runRow = try sql.first("SELECT id FROM runs WHERE run_id = ?", [.of(run)], { $0.integer(0) }) else { return none }
        let series = try sql.rows(
            """
            SELECT id, model, dataset_name, dataset_digest FROM metric_series WHERE run = ? AND key = ?
            ORDER BY model, dataset_name, dataset_digest
            """, [.integer(runRow), .integer(keyRow)]
        ) { row in
            var series = MetricSeries(row, model: 1, datasetName: 2, datasetDigest: 3)
            series.key = key
            return (id: row.integer(0), series: series)
        }
        if let only = series.first, series.count == 1 {
            let points = try points(of: only.id, limit: limit, offset: offset)
            return SearchPage(items: points.items.map { logged($0, only.series) }, hasMore: points.hasMore)
        }
        return Self.cut(try merged(series), limit: limit, offset: offset)
    }

    private func merged(_ series: [(id: Int64, series: MetricSeries)]) throws -> [LoggedMetric] {
        var all: [(point: SeriesPoint, index: Int)] = []
        for (index, series) in series.enumerated() {
            all += try points(of: series.id, limit: nil, offset: 0).items.map { ($0, index) }
        }
        all.sort { $0.point == $1.point ? $0.index < $1.index : $0.point < $1.point }
        return all.map { logged($0.point, series[$0.index].series) }
    }

    /// Where the chunks of a series follow one another without overlap, only those that the page needs are opened.
    private func points(of series: Int64, limit: Int?, offset: Int) throws -> SearchPage<SeriesPoint> {
        let ids = ChunkHead.ids(of: series)
        let heads = try sql.rows(
            "SELECT \(ChunkHead.columns) FROM metric_chunks WHERE id BETWEEN ? AND ? ORDER BY id", [ids.first, ids.last]
        ) { try ChunkHead($0) }
        guard zip(heads, heads.dropFirst()).allSatisfy({ $0.last < $1.first }) else {
            return Self.cut(try heads.flatMap { try points(of: $0) }.asSortedSet(), limit: limit, offset: offset)
        }
        var skipped = 0
        var needed = heads[...]
        while let head = needed.first, skipped + head.count <= offset {
            skipped += head.count
            needed = needed.dropFirst()
        }
        var found: [SeriesPoint] = []
        let wanted = limit.map { offset - skipped + $0 + 1 } ?? Int.max
        for head in needed where found.count < wanted { found += try points(of: head) }
        return Self.cut(found, limit: limit, offset: offset - skipped)
    }

    private func points(of head: ChunkHead) throws -> [SeriesPoint] {
        try sql.first("SELECT payload FROM metric_chunks WHERE id = ?", [.integer(head.id)]) { try head.points(payload: $0.blob(0)) } ?? []
    }

    private func logged(_ point: SeriesPoint, _ series: MetricSeries) -> LoggedMetric {
        LoggedMetric(run: run, series: series, point: MetricPoint(value: point.value, timestamp: point.timestamp, step: point.step))
    }

    private static func cut<Item>(_ items: [Item], limit: Int?, offset: Int) -> SearchPage<Item> {
        let rest = items.dropFirst(offset)
        guard let limit, limit < rest.count else { return SearchPage(items: Array(rest), hasMore: false) }
        return SearchPage(items: Array(rest.prefix(limit)), hasMore: true)
    }
}
