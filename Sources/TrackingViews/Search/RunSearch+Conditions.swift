import TrackingEvents

/// Conditions and orders as SQL over `runs r`. Keys are looked up first: a key that no run has fulfils nothing but `isNull`.
///
/// What has a table of its own is compared by the run's row number as `run` names it: `d.run` where an index with that column drives, so that
/// the run itself, a wide row, is only looked up for what passed.
extension RunSearch {
    static func isIn(_ experiments: [ExperimentID], column: String) -> SQLText {
        if experiments.count == 1 { return SQLText("\(column) = ?", .of(experiments[0])) }
        return SQLText("\(column) IN \(RowList.placeholder)", RowList.value(experiments.map { Int64(bitPattern: $0.rawValue) }))
    }

    var isInView: SQLText {
        switch view {
        case .active: SQLText("r.stage = 1")
        case .deleted: SQLText("r.stage = 2")
        case .all: .always
        }
    }

    func predicate(_ condition: RunCondition, run: String, in sql: SQLConnection) throws -> SQLText {
        switch condition {
        case .metric(let key, let comparison):
            guard let key = try KeyNames.row(of: key, in: sql) else { return .never }
            return .exists(SQLText("latest_metrics t WHERE t.run = \(run) AND t.key = ? AND ", .integer(key)) + comparison.sql("t.value"))
        case .param(let key, let comparison): return try keyed("run_params t", key, comparison, run, in: sql)
        case .tag(let key, let comparison): return try keyed("run_tags t", key, comparison, run, in: sql)
        case .attribute(let attribute, let comparison): return comparison.sql(expression(attribute))
        case .time(let attribute, let comparison): return comparison.sql(Self.column(attribute))
        case .dataset(let attribute, let comparison): return Self.dataset(attribute, comparison, run)
        }
    }

    private func keyed(
        _ table: String, _ key: String, _ comparison: TextComparison, _ run: String, in sql: SQLConnection
    ) throws -> SQLText {
        guard let key = try KeyNames.row(of: key, in: sql) else { return comparison == .isNull ? .always : .never }
        return comparison.sql(inTable: table, where: SQLText("t.run = \(run) AND t.key = ?", .integer(key)))
    }

    private static func dataset(_ attribute: DatasetAttribute, _ comparison: TextComparison, _ run: String) -> SQLText {
        let column =
            switch attribute {
            case .name: "t.name"
            case .digest: "t.digest"
            case .context: "t.context"
            }
        return .exists("run_datasets t WHERE t.run = \(run) AND " + comparison.sql(column))
    }

    func expression(_ attribute: RunTextAttribute) -> SQLText {
        switch attribute {
        case .id: SQLText("r.run_id")
        case .name: SQLText("r.name")
        case .status: SQLText(Self.statusName)
        case .userID: SQLText("r.user_id")
        case .artifactURI: SQLText(LocationText.rendered("r.location"), .text(treePrefix))
        }
    }

    static func column(_ attribute: RunTimeAttribute) -> String {
        switch attribute {
        case .startTime: "r.start_time"
        case .endTime: "r.end_time"
        }
    }

    /// The terms of ORDER BY for one field.
    func term(_ order: RunOrder, in sql: SQLConnection) throws -> SQLText {
        let direction = SearchRows.direction(order.ascending)
        switch order.field {
        case .metric(let key):
            // NaN goes behind the numbers, and no value behind NaN, in both directions. (Numbers are finite: see `MetricPoint`.)
            let value = "coalesce(t.value, \(order.ascending ? "9e999" : "-9e999"))"
            let row = SQLText("latest_metrics t WHERE t.run = r.id AND t.key = ?", .integer(try KeyNames.row(of: key, in: sql) ?? -1))
            return "(SELECT \(value) FROM " + row + ") \(direction) NULLS LAST"
        case .param(let key): return try keyedTerm("run_params", key, direction, in: sql)
        case .tag(let key): return try keyedTerm("run_tags", key, direction, in: sql)
        case .attribute(let attribute): return expression(attribute) + " \(direction)"
        case .time(.startTime): return SQLText("r.start_time \(direction)")
        case .time(.endTime): return SQLText("r.end_time \(direction) NULLS LAST")
        }
    }

    private func keyedTerm(_ table: String, _ key: String, _ direction: String, in sql: SQLConnection) throws -> SQLText {
        let row = SQLText(
            "(SELECT t.value FROM \(table) t WHERE t.run = r.id AND t.key = ?)", .integer(try KeyNames.row(of: key, in: sql) ?? -1))
        return row + " \(direction) NULLS LAST"
    }

    private static let statusName: String = {
        let names: [(RunStatus, String)] = [
            (.running, "RUNNING"), (.scheduled, "SCHEDULED"), (.finished, "FINISHED"), (.failed, "FAILED"), (.killed, "KILLED"),
        ]
        return "CASE r.status " + names.map { "WHEN \($0.rawValue) THEN '\($1)'" }.joined(separator: " ") + " END"
    }()
}
