extension VersionSearch {
    /// The rows of the page.
    func page(in sql: SQLConnection) throws -> (rows: [Int64], hasMore: Bool) {
        var parts = conditions.map(condition)
        parts.append(SQLText("v.created_order IS NOT NULL AND v.is_deleted = 0 AND v.number IS NOT NULL"))
        parts.append(SQLText("m.created_order IS NOT NULL AND m.is_deleted = 0"))
        if prompts == .hidden {
            parts.append(PromptVisibility.isNoPrompt("version_tags", owner: "version", row: "v.id"))
            parts.append(PromptVisibility.isNoPrompt("registered_model_tags", owner: "model", row: "m.id"))
        }
        let asked = order.isEmpty ? [VersionOrder(field: .lastUpdated, ascending: false)] : order
        let terms = asked.map(Self.term) + ["m.name ASC", "v.number DESC", "v.creation ASC"]
        let statement =
            "SELECT v.id FROM versions v JOIN registered_models m ON m.id = v.model WHERE " + SQLText.all(parts)
            + " ORDER BY \(terms.joined(separator: ", "))"
        return try SearchRows(sql: sql).page(statement, limit: limit, offset: offset)
    }

    private func condition(_ condition: VersionCondition) -> SQLText {
        switch condition {
        case .attribute(.name, let comparison): comparison.sql("m.name")
        // A version of no run has the empty text there.
        case .attribute(.runID, .equal(let run)) where !run.isEmpty: SQLText("v.run = ?", .text(run))
        case .attribute(.runID, .isIn(let runs)) where !runs.contains(""): TextComparison.isIn(runs).sql("v.run")
        case .attribute(.runID, let comparison): comparison.sql("coalesce(v.run, '')")
        case .attribute(.source, let comparison): comparison.sql(SQLText(LocationText.rendered("v.source"), .text(treePrefix)))
        case .number(let comparison): comparison.sql("v.number")
        case .tag(let key, let comparison):
            comparison.sql(inTable: "version_tags t", where: SQLText("t.version = v.id AND t.key = ?", .text(key)))
        }
    }

    private static func term(_ order: VersionOrder) -> String {
        let direction = SearchRows.direction(order.ascending)
        return switch order.field {
        case .name: "m.name \(direction)"
        case .number: "v.number \(direction)"
        case .created: "v.creation_time \(direction)"
        case .lastUpdated: "\(RegistryReader.versionUpdateTime) \(direction)"
        }
    }
}
