import TrackingEvents

extension EventFolder {
    mutating func fold(_ it: ModelVersionCreated, at moment: FoldMoment) throws {
        let version = try versionRow(ModelVersionID(creation: moment.position))
        let model = try registeredModelRow(it.model)
        try sql.run(
            """
            UPDATE versions SET created_order = ?2, creation_time = ?3, model = ?4, source = ?5, storage = ?6, run = ?7, logged_model = ?8,
                run_link = ?9, description = CASE WHEN description_order IS NULL THEN ?10 ELSE description END
            WHERE id = ?1
            """, version, moment.orderValue, moment.timeValue, model, .of(it.source), it.storage.map { .of($0) } ?? .null,
            .optional(it.run?.rawValue), .optional(it.loggedModel?.rawValue), .text(it.runLink), .text(it.description))
        for tag in it.tags { try setVersionTag(version, tag.key, .text(tag.value), at: moment) }
        try touchRegisteredModel(model, at: moment)
    }

    mutating func fold(_ it: VersionNumberAssigned, at moment: FoldMoment) throws {
        let model = try registeredModelRow(it.model)
        try sql.run(
            "INSERT OR IGNORE INTO version_numbers VALUES (?, ?, ?, ?)", model, moment.orderValue, try versionRow(it.version),
            .integer(Int64(it.number)))
        try settleNumbers(of: model, from: moment)
    }

    mutating func fold(_ it: ModelVersionDescribed, at moment: FoldMoment) throws {
        let version = try versionRow(it.version)
        try sql.run(
            "UPDATE versions SET description = ?2, description_order = ?3 WHERE id = ?1 AND (description_order IS NULL OR description_order < ?3)",
            version, .optional(it.description), moment.orderValue)
        try touchVersion(version, at: moment)
    }

    mutating func fold(_ it: StageChanged, at moment: FoldMoment) throws {
        try setStage(of: try versionRow(it.version), it.stage, at: moment)
        for archived in it.archived where archived != it.version {
            try setStage(of: try versionRow(archived), .archived, at: moment)
        }
        try touchRegisteredModel(try registeredModelRow(it.model), at: moment)
    }

    mutating func fold(_ it: ModelVersionTagged, at moment: FoldMoment) throws {
        let version = try versionRow(it.version)
        for tag in it.tags { try setVersionTag(version, tag.key, .text(tag.value), at: moment) }
    }

    mutating func fold(_ it: ModelVersionTagRemoved, at moment: FoldMoment) throws {
        try setVersionTag(try versionRow(it.version), it.key, .null, at: moment)
    }

    mutating func fold(_ it: ModelVersionDeleted, at moment: FoldMoment) throws {
        try sql.run("UPDATE versions SET is_deleted = 1 WHERE id = ?", try versionRow(it.version))
        try touchRegisteredModel(try registeredModelRow(it.model), at: moment)
    }

    func versionRow(_ id: ModelVersionID) throws -> SQLValue {
        .integer(try row("SELECT id FROM versions WHERE creation = ?", "INSERT INTO versions (creation) VALUES (?)", [.of(id)]))
    }

    private func setStage(of version: SQLValue, _ stage: ModelStage, at moment: FoldMoment) throws {
        try sql.run(
            "UPDATE versions SET stage = ?2, stage_order = ?3 WHERE id = ?1 AND (stage_order IS NULL OR stage_order < ?3)",
            version, .of(stage), moment.orderValue)
        try touchVersion(version, at: moment)
    }

    private func touchVersion(_ version: SQLValue, at moment: FoldMoment) throws {
        try sql.run(
            "UPDATE versions SET update_time = ?2, update_order = ?3 WHERE id = ?1 AND (update_order IS NULL OR update_order < ?3)",
            version, moment.timeValue, moment.orderValue)
    }

    private func setVersionTag(_ version: SQLValue, _ key: String, _ value: SQLValue, at moment: FoldMoment) throws {
        try sql.run(
            """
            INSERT INTO version_tags VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET value = excluded.value, event_order = excluded.event_order
            WHERE excluded.event_order >= version_tags.event_order
            """, version, .text(key), value, moment.orderValue)
    }

    /// Numbers go to versions in the order of their assignments: one that comes for a version that has a number, or for a number that a version
    /// has, means nothing. An assignment that arrives after a later one makes the whole model be numbered again.
    private func settleNumbers(of model: SQLValue, from moment: FoldMoment) throws {
        let isLast = try !sql.has("SELECT 1 FROM version_numbers WHERE model = ? AND event_order > ? LIMIT 1", [model, moment.orderValue])
        if !isLast {
            try sql.run("UPDATE versions SET number = NULL WHERE id IN (SELECT version FROM version_numbers WHERE model = ?)", model)
        }
        let assignments = try sql.rows(
            "SELECT version, number FROM version_numbers WHERE model = ? AND event_order >= ? ORDER BY event_order",
            [model, isLast ? moment.orderValue : .blob([])]
        ) { ($0.integer(0), $0.integer(1)) }
        for (version, number) in assignments {
            try sql.run(
                """
                UPDATE versions SET number = ?2 WHERE id = ?1 AND number IS NULL AND NOT EXISTS (
                    SELECT 1 FROM version_numbers n INDEXED BY version_numbers_by_number CROSS JOIN versions v ON v.id = n.version
                    WHERE n.model = ?3 AND n.number = ?2 AND v.number = ?2)
                """, .integer(version), .integer(number), model)
        }
    }
}
