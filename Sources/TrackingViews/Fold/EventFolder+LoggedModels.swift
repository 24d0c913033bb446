import TrackingEvents

extension EventFolder {
    mutating func fold(_ it: LoggedModelCreated, at moment: FoldMoment) throws {
        let model = try loggedModelRow(it.model)
        try sql.run(
            """
            UPDATE logged_models SET created_order = ?2, creation_time = ?3, experiment = ?4, name = ?5, model_type = ?6, source_run = ?7,
                location = ?8
            WHERE id = ?1 AND (created_order IS NULL OR created_order > ?2)
            """, model, moment.orderValue, moment.timeValue, .of(it.experiment), .text(it.name), .optional(it.modelType),
            .optional(it.sourceRun?.rawValue), .of(it.artifactLocation))
        for param in it.params { try setLoggedModelParam(model, param, at: moment) }
        for tag in it.tags { try setLoggedModelTag(model, tag.key, .text(tag.value), at: moment) }
    }

    mutating func fold(_ it: LoggedModelStatusChanged, at moment: FoldMoment) throws {
        let model = try loggedModelRow(it.model)
        try sql.run(
            """
            UPDATE logged_models SET status = ?2, status_message = ?3, status_order = ?4
            WHERE id = ?1 AND (status_order IS NULL OR status_order < ?4)
            """, model, .of(it.status), .optional(it.message), moment.orderValue)
        try touchLoggedModel(model, at: moment)
    }

    mutating func fold(_ it: LoggedModelLifecycleChanged, at moment: FoldMoment) throws {
        let model = try loggedModelRow(it.model)
        try sql.run(
            "UPDATE logged_models SET stage = ?2, stage_order = ?3 WHERE id = ?1 AND (stage_order IS NULL OR stage_order < ?3)",
            model, .of(it.stage), moment.orderValue)
        try touchLoggedModel(model, at: moment)
    }

    mutating func fold(_ it: LoggedModelTagged, at moment: FoldMoment) throws {
        let model = try loggedModelRow(it.model)
        for tag in it.tags { try setLoggedModelTag(model, tag.key, .text(tag.value), at: moment) }
    }

    mutating func fold(_ it: LoggedModelTagRemoved, at moment: FoldMoment) throws {
        try setLoggedModelTag(try loggedModelRow(it.model), it.key, .null, at: moment)
    }

    mutating func fold(_ it: LoggedModelParamsLogged, at moment: FoldMoment) throws {
        let model = try loggedModelRow(it.model)
        for param in it.params { try setLoggedModelParam(model, param, at: moment) }
    }

    private func loggedModelRow(_ id: LoggedModelID) throws -> SQLValue {
        .integer(try row("SELECT id FROM logged_models WHERE model_id = ?", "INSERT INTO logged_models (model_id) VALUES (?)", [.of(id)]))
    }

    private func touchLoggedModel(_ model: SQLValue, at moment: FoldMoment) throws {
        try sql.run(
            "UPDATE logged_models SET update_time = ?2, update_order = ?3 WHERE id = ?1 AND (update_order IS NULL OR update_order < ?3)",
            model, moment.timeValue, moment.orderValue)
    }

    private func setLoggedModelParam(_ model: SQLValue, _ param: Param, at moment: FoldMoment) throws {
        try FirstWriter(table: "logged_model_params", conflicts: "logged_model_param_conflicts", owner: "model")
            .write(param.value, [model, .text(param.key)], at: moment, in: sql)
    }

    private func setLoggedModelTag(_ model: SQLValue, _ key: String, _ value: SQLValue, at moment: FoldMoment) throws {
        try sql.run(
            """
            INSERT INTO logged_model_tags VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET value = excluded.value, event_order = excluded.event_order
            WHERE excluded.event_order >= logged_model_tags.event_order
            """, model, .text(key), value, moment.orderValue)
    }
}
