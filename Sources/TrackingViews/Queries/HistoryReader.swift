import TrackingEvents

/// Reads the history of a metric: the union of its series, each a union of chunks.
struct HistoryReader {
    let sql: SQLConnection
    let run: RunID

    typealias Visitor = (HistoryPart) throws -> Void

    func page(key: String, limit: Int?, offset: Int) throws -> SearchPage<LoggedMetric> {
        var items: [LoggedMetric] = []
        let hasMore = try visit(key: key, limit: limit, offset: offset) { part in
            for point in part.points {
                let point = MetricPoint(value: point.value, timestamp: point.timestamp, step: point.step)
                items.append(LoggedMetric(run: run, series: part.series, point: point))
            }
        }
        return SearchPage(items: items, hasMore: hasMore)
    }

    /// Calls `visitor` with the points of the page, in order. Returns whether more follow.
    func visit(key: String, limit: Int?, offset: Int, _ visitor: Visitor) throws -> Bool {
        let series = try series(of: key)
        var page = Page(offset: offset, limit: limit)
        if series.count == 1 {
            try visit(series[0].id, &page) { try visitor(HistoryPart(series: series[0].series, points: $0, followingCount: $1)) }
        } else {
            try visitMerged(series, &page, visitor)
        }
        return page.hasMore
    }

    private func series(of key: String) throws -> [(id: Int64, series: MetricSeries)] {
        guard let keyRow = try KeyNames.row(of: key, in: sql) else { return [] }
        guard let runRow = try sql.first("SELECT id FROM runs WHERE run_id = ?", [.of(run)], { $0.integer(0) }) else { return [] }
        return try sql.rows(
            """
            SELECT id, model, dataset_name, dataset_digest FROM metric_series WHERE run = ? AND key = ?
            ORDER BY model, dataset_name, dataset_digest
            """, [.integer(runRow), .integer(keyRow)]
        ) { row in
            var series = MetricSeries(row, model: 1, datasetName: 2, datasetDigest: 3)
            series.key = key
            return (id: row.integer(0), series: series)
        }
    }

    private func visitMerged(_ series: [(id: Int64, series: MetricSeries)], _ page: inout Page, _ visitor: Visitor) throws {
        var all: [(point: SeriesPoint, index: Int)] = []
        for (index, series) in series.enumerated() {
            var whole = Page(offset: 0, limit: nil)
            try visit(series.id, &whole) { points, _ in all += points.map { ($0, index) } }
        }
        all.sort { $0.point == $1.point ? $0.index < $1.index : $0.point < $1.point }
        let taken = all[page.take(all.count)]
        for (place, entry) in zip(taken.indices, taken) {
            let followingCount = taken.endIndex - place - 1
            try visitor(HistoryPart(series: series[entry.index].series, points: [entry.point], followingCount: followingCount))
        }
    }

    /// Where the chunks of a series follow one another without overlap, only those that the page needs are opened, and one at a time.
    private func visit(
        _ series: Int64, _ page: inout Page, _ visitor: (ArraySlice<SeriesPoint>, _ followingCount: Int) throws -> Void
    ) throws {
        let ids = ChunkHead.ids(of: series)
        let heads = try sql.rows(
            "SELECT \(ChunkHead.columns) FROM metric_chunks WHERE id BETWEEN ? AND ? ORDER BY id", [ids.first, ids.last]
        ) { try ChunkHead($0) }
        guard zip(heads, heads.dropFirst()).allSatisfy({ $0.last < $1.first }) else {
            let all = try heads.flatMap { try points(of: $0) }.asSortedSet()
            return try visitor(all[page.take(all.count)], 0)
        }
        var unseenCount = heads.reduce(0) { $0 + $1.count }
        for head in heads {
            unseenCount -= head.count
            let range = page.take(head.count)
            if !range.isEmpty { try visitor(try points(of: head)[range], min(page.limit ?? .max, unseenCount)) }
            if page.hasMore { return }
        }
    }

    private func points(of head: ChunkHead) throws -> [SeriesPoint] {
        try sql.first("SELECT payload FROM metric_chunks WHERE id = ?", [.integer(head.id)]) { try head.points(payload: $0.blob(0)) } ?? []
    }

    /// What is left of a page while points pass by.
    private struct Page {
        /// Points still to be passed over.
        var offset: Int
        /// Points still wanted; nil for all.
        var limit: Int?
        /// Whether points were left behind the page.
        var hasMore = false

        /// Which of the next `count` points belong to the page.
        mutating func take(_ count: Int) -> Range<Int> {
            let start = min(offset, count)
            offset -= start
            let end = start + min(limit ?? .max, count - start)
            if let limit { self.limit = limit - (end - start) }
            hasMore = hasMore || end < count
            return start..<end
        }
    }
}
