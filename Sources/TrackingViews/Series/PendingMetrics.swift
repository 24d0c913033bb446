/// Points that were folded and not yet written, by series: a batch of events writes each series once, not each point.
struct PendingMetrics {
    private(set) var series: [SeriesKey] = []
    private(set) var points: [[SeriesPoint]] = []
    private(set) var count = 0
    private var indices: [SeriesKey: Int] = [:]

    /// The index of `key` among the pending series, added when it is new.
    mutating func index(of key: SeriesKey) -> Int {
        if let known = indices[key] { return known }
        let index = series.count
        indices[key] = index
        series.append(key)
        points.append([])
        return index
    }

    mutating func append(_ point: SeriesPoint, at index: Int) {
        points[index].append(point)
        count += 1
    }
}
