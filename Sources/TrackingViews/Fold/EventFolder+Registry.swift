import TrackingEvents

extension EventFolder {
    mutating func fold(_ it: RegisteredModelCreated, at moment: FoldMoment) throws {
        let model = try registeredModelRow(it.model)
        let isPrompt = it.tags.contains { $0.key == WellKnownTag.isPrompt && $0.value == "true" }
        try sql.run(
            """
            UPDATE registered_models SET created_order = ?2, creation_time = ?3, is_prompt = ?4,
                name = CASE WHEN name_order IS NULL THEN ?5 ELSE name END,
                description = CASE WHEN description_order IS NULL THEN ?6 ELSE description END
            WHERE id = ?1 AND (created_order IS NULL OR created_order > ?2)
            """, model, moment.orderValue, moment.timeValue, .integer(isPrompt ? 1 : 0), .text(it.name), .optional(it.description))
        for tag in it.tags { try setRegisteredModelTag(model, tag.key, .text(tag.value), at: moment) }
    }

    mutating func fold(_ it: RegisteredModelRenamed, at moment: FoldMoment) throws {
        let model = try registeredModelRow(it.model)
        try sql.run(
            """
            UPDATE registered_models SET name = ?2, name_order = ?3, name_time = ?4
            WHERE id = ?1 AND (name_order IS NULL OR name_order < ?3)
            """, model, .text(it.name), moment.orderValue, moment.timeValue)
        try touchRegisteredModel(model, at: moment)
    }

    mutating func fold(_ it: RegisteredModelDescribed, at moment: FoldMoment) throws {
        let model = try registeredModelRow(it.model)
        try sql.run(
            """
            UPDATE registered_models SET description = ?2, description_order = ?3
            WHERE id = ?1 AND (description_order IS NULL OR description_order < ?3)
            """, model, .optional(it.description), moment.orderValue)
        try touchRegisteredModel(model, at: moment)
    }

    mutating func fold(_ it: RegisteredModelDeleted, at moment: FoldMoment) throws {
        try sql.run("UPDATE registered_models SET is_deleted = 1 WHERE id = ?", try registeredModelRow(it.model))
    }

    mutating func fold(_ it: RegisteredModelTagged, at moment: FoldMoment) throws {
        let model = try registeredModelRow(it.model)
        for tag in it.tags { try setRegisteredModelTag(model, tag.key, .text(tag.value), at: moment) }
    }

    mutating func fold(_ it: RegisteredModelTagRemoved, at moment: FoldMoment) throws {
        try setRegisteredModelTag(try registeredModelRow(it.model), it.key, .null, at: moment)
    }

    mutating func fold(_ it: AliasSet, at moment: FoldMoment) throws {
        try setAlias(it.alias, of: it.model, to: try versionRow(it.version), at: moment)
    }

    mutating func fold(_ it: AliasRemoved, at moment: FoldMoment) throws {
        try setAlias(it.alias, of: it.model, to: .null, at: moment)
    }

    /// An alias of a version that was deleted shows no more, whichever came first.
    private func setAlias(_ alias: String, of model: RegisteredModelID, to version: SQLValue, at moment: FoldMoment) throws {
        try sql.run(
            """
            INSERT INTO aliases VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, event_order = excluded.event_order
            WHERE excluded.event_order >= aliases.event_order
            """, try registeredModelRow(model), .text(alias), version, moment.orderValue)
    }

    func registeredModelRow(_ id: RegisteredModelID) throws -> SQLValue {
        .integer(
            try row("SELECT id FROM registered_models WHERE model_id = ?", "INSERT INTO registered_models (model_id) VALUES (?)", [.of(id)])
        )
    }

    func touchRegisteredModel(_ model: SQLValue, at moment: FoldMoment) throws {
        try sql.run(
            "UPDATE registered_models SET update_time = ?2, update_order = ?3 WHERE id = ?1 AND (update_order IS NULL OR update_order < ?3)",
            model, moment.timeValue, moment.orderValue)
    }

    private func setRegisteredModelTag(_ model: SQLValue, _ key: String, _ value: SQLValue, at moment: FoldMoment) throws {
        try sql.run(
            """
            INSERT INTO registered_model_tags VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET value = excluded.value, event_order = excluded.event_order
            WHERE excluded.event_order >= registered_model_tags.event_order
            """, model, .text(key), value, moment.orderValue)
    }
}
