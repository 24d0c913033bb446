import TrackingEvents
import TrackingViews

/// The rows of an experiment's runs, with the metrics and params that most of them have as columns.
struct RunTable {
    let runs: [RunDocument]
    let metricKeys: [String]
    let paramKeys: [String]

    private static let columnCountMax = 6

    init(_ runs: [RunDocument]) {
        self.runs = runs
        metricKeys = Self.mostFrequent(runs.flatMap { run in Set(run.metrics.map(\.series.key)) })
        paramKeys = Self.mostFrequent(runs.flatMap { run in run.params.map(\.key) })
    }

    /// The heads; a click on one sorts by it.
    func columns(sort: RunSort?, query: QueryFields, path: String) -> [Fields] {
        func column(_ text: String, _ key: String?, isNumber: Bool = false) -> Fields {
            var mark = ""
            if let sort, sort.key == key { mark = sort.ascending ? " ↑" : " ↓" }
            var fields: Fields = ["text": text + mark, "isNumber": isNumber]
            fields["sortURL"] = key.map { key in
                let next = RunSort.afterClick(on: key, from: sort)
                return query.setting("sort", to: next.text).setting("page", to: nil).address(under: path)
            }
            return fields
        }
        let attributes = [
            column("Run", "name"), column("Status", "status"), column("Started", "start"), column("Duration", nil), column("User", "user"),
        ]
        return attributes + metricKeys.map { column($0, "m." + $0, isNumber: true) } + paramKeys.map { column($0, "p." + $0) }
    }

    var rows: [Fields] { runs.map { Self.attributes(of: $0).merging(values(of: $0)) { attribute, _ in attribute } } }

    /// What rows of runs show wherever they stand.
    static func attributes(of run: RunDocument) -> Fields {
        [
            "url": PageAddress.run(run.experiment, run.id).path, "name": run.name, "status": Pill(run.status).fields,
            "started": TimeText(milliseconds: run.startTime).fields, "duration": DurationText.text(from: run.startTime, to: run.endTime),
            "user": run.userID,
        ]
    }

    private func values(of run: RunDocument) -> Fields {
        let metrics = Dictionary(run.metrics.map { ($0.series.key, $0.point.value) }) { first, _ in first }
        let params = Dictionary(run.params.map { ($0.key, $0.value) }) { first, _ in first }
        return [
            "metrics": metricKeys.map { key -> Fields in
                ["text": metrics[key].map(NumberText.short) ?? "", "full": metrics[key].map(NumberText.full) ?? ""]
            },
            "params": paramKeys.map { params[$0] ?? "" },
        ]
    }

    private static func mostFrequent(_ keys: [String]) -> [String] {
        var counts: [String: Int] = [:]
        for key in keys { counts[key, default: 0] += 1 }
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return ranked.prefix(columnCountMax).map(\.key).sorted()
    }
}
