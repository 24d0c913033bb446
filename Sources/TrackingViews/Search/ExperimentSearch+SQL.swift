extension ExperimentSearch {
    /// The rows of the page.
    func page(in sql: SQLConnection) throws -> (rows: [Int64], hasMore: Bool) {
        var parts = conditions.map(Self.condition)
        parts.append(SQLText("e.created_order IS NOT NULL"))
        switch view {
        case .active: parts.append(SQLText("e.stage = 1"))
        case .deleted: parts.append(SQLText("e.stage = 2"))
        case .all: break
        }
        let terms = (order.isEmpty ? [ExperimentOrder(field: .time(.creationTime), ascending: false)] : order).map(Self.term) + ["e.id ASC"]
        let statement = "SELECT e.id FROM experiments e WHERE " + SQLText.all(parts) + " ORDER BY \(terms.joined(separator: ", "))"
        return try SearchRows(sql: sql).page(statement, limit: limit, offset: offset)
    }

    private static func condition(_ condition: ExperimentCondition) -> SQLText {
        switch condition {
        case .name(let comparison): comparison.sql("e.name")
        case .id(let comparison): comparison.sql("CAST(e.id AS TEXT)")
        case .time(let attribute, let comparison): comparison.sql(column(attribute))
        case .tag(let key, let comparison):
            comparison.sql(inTable: "experiment_tags t", where: SQLText("t.experiment = e.id AND t.key = ?", .text(key)))
        }
    }

    private static func term(_ order: ExperimentOrder) -> String {
        let direction = SearchRows.direction(order.ascending)
        return switch order.field {
        case .name: "e.name \(direction)"
        case .id: "e.id \(direction)"
        case .time(let attribute): "\(column(attribute)) \(direction)"
        }
    }

    private static func column(_ attribute: ExperimentTimeAttribute) -> String {
        switch attribute {
        case .creationTime: "e.creation_time"
        case .lastUpdateTime: "coalesce(e.update_time, e.creation_time)"
        }
    }
}
