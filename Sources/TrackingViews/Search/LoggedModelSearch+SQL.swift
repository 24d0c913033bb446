import TrackingEvents

extension LoggedModelSearch {
    /// The rows of the page.
    func page(in sql: SQLConnection) throws -> (rows: [Int64], hasMore: Bool) {
        guard !experiments.isEmpty else { return ([], false) }
        var parts = [
            RunSearch.isIn(experiments, column: "l.experiment"), SQLText("l.created_order IS NOT NULL AND l.stage = 1"),
            .notExists(SQLText("experiments e WHERE e.id = l.experiment AND e.stage = 2")),
        ]
        if !datasets.isEmpty { parts.append(.exists("logged_model_metrics x WHERE x.model = l.model_id AND " + onDatasets)) }
        for condition in conditions { parts.append(try self.condition(condition, in: sql)) }
        var terms = try order.map { try term($0, in: sql) }
        terms.append(SQLText("l.creation_time DESC, l.model_id ASC"))
        let statement =
            "SELECT l.id FROM logged_models l WHERE " + SQLText.all(parts) + " ORDER BY " + SQLText.joined(terms, by: ", ")
        return try SearchRows(sql: sql).page(statement, limit: limit, offset: offset)
    }

    private func condition(_ condition: LoggedModelCondition, in sql: SQLConnection) throws -> SQLText {
        switch condition {
        case .attribute(let attribute, let comparison): return comparison.sql(expression(attribute))
        case .status(let statuses):
            let list = statuses.map { String($0.rawValue) }.sorted().joined(separator: ", ")
            return SQLText("l.status IN (\(list))")
        case .time(let attribute, let comparison): return comparison.sql(Self.column(attribute))
        case .metric(let key, let comparison):
            guard let key = try KeyNames.row(of: key, in: sql) else { return .never }
            let row = SQLText("logged_model_metrics x WHERE x.model = l.model_id AND x.key = ? AND ", .integer(key))
            return .exists(row + comparison.sql("x.value") + (datasets.isEmpty ? SQLText("") : " AND " + onDatasets))
        case .param(let key, let comparison):
            return comparison.sql(inTable: "logged_model_params t", where: SQLText("t.model = l.id AND t.key = ?", .text(key)))
        case .tag(let key, let comparison):
            return comparison.sql(inTable: "logged_model_tags t", where: SQLText("t.model = l.id AND t.key = ?", .text(key)))
        }
    }

    private func term(_ order: LoggedModelOrder, in sql: SQLConnection) throws -> SQLText {
        let direction = SearchRows.direction(order.ascending)
        switch order.field {
        case .attribute(.experiment): return SQLText("l.experiment \(direction)")
        case .attribute(let attribute):
            let expression = expression(attribute)
            return expression + " IS NULL, " + expression + " \(direction)"
        case .status: return SQLText("\(Self.statusName) \(direction)")
        case .time(let attribute): return SQLText("\(Self.column(attribute)) \(direction)")
        case .metric(let key, let name, let digest):
            let keyRow = try KeyNames.row(of: key, in: sql) ?? -1
            var metric = SQLText("logged_model_metrics x WHERE x.model = l.model_id AND x.key = ?", .integer(keyRow))
            if let name { metric = metric + " AND " + DatasetSelector(name: name, digest: digest).sql }
            let best = "(SELECT \(order.ascending ? "min" : "max")(x.value) FROM " + metric + ")"
            return SQLText.notExists(metric) + ", " + best + " IS NULL, " + best + " \(direction)"
        }
    }

    private var onDatasets: SQLText { "(" + SQLText.joined(datasets.map(\.sql), by: " OR ") + ")" }

    private func expression(_ attribute: LoggedModelTextAttribute) -> SQLText {
        switch attribute {
        case .id: SQLText("l.model_id")
        case .name: SQLText("l.name")
        case .modelType: SQLText("l.model_type")
        case .sourceRun: SQLText("l.source_run")
        case .experiment: SQLText("CAST(l.experiment AS TEXT)")
        case .artifactLocation: SQLText(LocationText.rendered("l.location"), .text(treePrefix))
        }
    }

    private static func column(_ attribute: LoggedModelTimeAttribute) -> String {
        switch attribute {
        case .creationTime: "l.creation_time"
        case .lastUpdateTime: "coalesce(l.update_time, l.creation_time)"
        }
    }

    private static let statusName = "l.status"
}

extension DatasetSelector {
    /// Whether the metric `x` was logged on this dataset.
    var sql: SQLText {
        let named = SQLText("(x.dataset_name = ?", .text(name))
        return named + (digest.map { SQLText(" AND x.dataset_digest = ?)", .text($0)) } ?? SQLText(")"))
    }
}
