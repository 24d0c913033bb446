extension RegisteredModelSearch {
    /// The rows of the page.
    func page(in sql: SQLConnection) throws -> (rows: [Int64], hasMore: Bool) {
        var parts = conditions.map(Self.condition)
        parts.append(SQLText("m.created_order IS NOT NULL AND m.is_deleted = 0"))
        if prompts == .hidden { parts.append(PromptVisibility.isNoPrompt("registered_model_tags", owner: "model", row: "m.id")) }
        let terms = order.map(Self.term) + ["m.name ASC", "m.model_id ASC"]
        let statement = "SELECT m.id FROM registered_models m WHERE " + SQLText.all(parts) + " ORDER BY \(terms.joined(separator: ", "))"
        return try SearchRows(sql: sql).page(statement, limit: limit, offset: offset)
    }

    private static func condition(_ condition: RegisteredModelCondition) -> SQLText {
        switch condition {
        case .name(let comparison): comparison.sql("m.name")
        case .tag(let key, let comparison):
            comparison.sql(inTable: "registered_model_tags t", where: SQLText("t.model = m.id AND t.key = ?", .text(key)))
        }
    }

    private static func term(_ order: RegisteredModelOrder) -> String {
        let direction = SearchRows.direction(order.ascending)
        return switch order.field {
        case .name: "m.name \(direction)"
        case .lastUpdated: "coalesce(m.update_time, m.creation_time) \(direction)"
        }
    }
}
