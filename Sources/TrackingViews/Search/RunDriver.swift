/// An index that a search over runs can start from.
struct RunDriver {
    /// The table with its index, with the alias `d`; nil when it is the table of runs itself.
    var table: String?
    /// Which of its rows.
    var rows: SQLText

    /// The row number of the run, as far as it is known before the run is looked up.
    var run: String { table == nil ? "r.id" : "d.run" }

    /// A start from the runs of the experiments that are searched.
    static func experiments(of search: RunSearch) -> RunDriver {
        RunDriver(table: nil, rows: RunSearch.isIn(search.experiments, column: "r.experiment"))
    }

    /// The start that `condition` allows; nil when no index serves it.
    static func of(_ condition: RunCondition, in sql: SQLConnection) throws -> RunDriver? {
        switch condition {
        case .metric(let key, let comparison) where comparison.operator != .notEqual:
            return try keyed("latest_metrics", key, comparison.sql("d.value"), in: sql)
        case .param(let key, .equal(let value)): return try keyed("run_params", key, SQLText("d.value = ?", .text(value)), in: sql)
        case .tag(let key, .equal(let value)): return try keyed("run_tags", key, SQLText("d.value = ?", .text(value)), in: sql)
        case .attribute(.id, let comparison):
            switch comparison {
            case .equal, .isIn: return RunDriver(table: nil, rows: comparison.sql("r.run_id"))
            default: return nil
            }
        default: return nil
        }
    }

    static func keyed(_ table: String, _ key: String, _ value: SQLText, in sql: SQLConnection) throws -> RunDriver? {
        guard let key = try KeyNames.row(of: key, in: sql) else { return nil }
        return RunDriver(table: "\(table) AS d INDEXED BY \(table)_by_value", rows: SQLText("d.key = ? AND ", .integer(key)) + value)
    }

    /// `SELECT r.id FROM` this and the runs, in this order: CROSS JOIN keeps SQLite from changing it.
    var source: String {
        table.map { "SELECT r.id FROM \($0) CROSS JOIN runs AS r ON r.id = d.run" } ?? "SELECT r.id FROM runs AS r"
    }

    /// The runs that it starts from; nil if they are more than `limit`.
    func runs(upTo limit: Int, in sql: SQLConnection) throws -> RunSet? {
        let source = table.map { "SELECT d.run FROM \($0)" } ?? "SELECT r.id FROM runs AS r"
        let statement = source + " WHERE " + rows + SQLText(" LIMIT ?", .integer(Int64(limit) + 1))
        var set = RunSet()
        try SearchRows(sql: sql).forEach(statement) { set.insert($0) }
        return set.count <= limit ? set : nil
    }

    /// How many rows it starts from, counted up to `limit`.
    func count(upTo limit: Int, in sql: SQLConnection) throws -> Int {
        let inner = "SELECT 1 FROM \(table ?? "runs AS r") WHERE " + rows + SQLText(" LIMIT ?", .integer(Int64(limit)))
        return try SearchRows(sql: sql).rows("SELECT count(*) FROM (" + inner + ")").first.map { Int($0) } ?? 0
    }
}
