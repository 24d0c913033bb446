import TrackingEvents

extension EventFolder {
    mutating func fold(_ it: RunCreated, at moment: FoldMoment) throws {
        let isNew = try insertRun(it, at: moment)
        let run = try runRow(it.run)
        stamps.placed.insert(run)
        if !isNew {
            try sql.run(
                """
                UPDATE runs SET created_order = ?2, experiment = ?3, user_id = ?4, start_time = ?5, location = ?6
                WHERE id = ?1 AND (created_order IS NULL OR created_order > ?2)
                """, .integer(run), moment.orderValue, .of(it.experiment), .text(it.userID), .integer(it.startTime),
                .of(it.artifactLocation))
            try setName(of: run, it.name, at: moment)
            try settleStage(of: run)
        }
        for tag in it.tags { try setTag(of: run, tag.key, tag.value, at: moment) }
    }

    /// The usual case, in one statement: nothing was said of the run before.
    private func insertRun(_ it: RunCreated, at moment: FoldMoment) throws -> Bool {
        guard runRows[ExactText(it.run.rawValue)] == nil else { return false }
        try sql.run(
            """
            INSERT INTO runs (run_id, created_order, experiment, user_id, start_time, location, name, name_order, stage)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?2,
                coalesce((SELECT e.stage FROM experiments e WHERE e.id = ?3 AND e.stage_order > ?2), 1))
            ON CONFLICT DO NOTHING
            """, .of(it.run), moment.orderValue, .of(it.experiment), .text(it.userID), .integer(it.startTime), .of(it.artifactLocation),
            .text(it.name))
        return sql.changeCount > 0
    }

    /// A run's name is a tag too: changing either changes both.
    mutating func fold(_ it: RunUpdated, at moment: FoldMoment) throws {
        let run = try runRow(it.run)
        if let status = it.status {
            try sql.run(
                "UPDATE runs SET status = ?2, status_order = ?3 WHERE id = ?1 AND (status_order IS NULL OR status_order < ?3)",
                .integer(run), .of(status), moment.orderValue)
        }
        if let endTime = it.endTime {
            try sql.run(
                "UPDATE runs SET end_time = ?2, end_time_order = ?3 WHERE id = ?1 AND (end_time_order IS NULL OR end_time_order < ?3)",
                .integer(run), .integer(endTime), moment.orderValue)
        }
        if let name = it.name, !name.isEmpty {
            try setName(of: run, name, at: moment)
            try setTag(of: run, WellKnownTag.runName, name, at: moment)
        }
    }

    mutating func fold(_ it: RunLifecycleChanged, at moment: FoldMoment) throws {
        let run = try runRow(it.run)
        try sql.run(
            "UPDATE runs SET own_stage = ?2, own_stage_order = ?3 WHERE id = ?1 AND (own_stage_order IS NULL OR own_stage_order < ?3)",
            .integer(run), .of(it.stage), moment.orderValue)
        try settleStage(of: run)
    }

    /// The tag that repeats the run's name leaves it when it goes.
    mutating func fold(_ it: RunTagRemoved, at moment: FoldMoment) throws {
        try setTag(of: try runRow(it.run), it.key, nil, at: moment)
    }

    func setName(of run: Int64, _ name: String, at moment: FoldMoment) throws {
        try sql.run(
            "UPDATE runs SET name = ?2, name_order = ?3 WHERE id = ?1 AND (name_order IS NULL OR name_order <= ?3)",
            .integer(run), .text(name), moment.orderValue)
    }

    /// - Parameter value: nil where the tag is removed.
    mutating func setTag(of run: Int64, _ key: String, _ value: String?, at moment: FoldMoment) throws {
        try rows.setTag.run(run, try keyRow(key), value, moment.order)
    }

    /// The stage follows from what the row of the run and that of its experiment say: the later change since the run was created.
    private func settleStage(of run: Int64) throws {
        try sql.run(
            """
            UPDATE runs SET stage = coalesce(
                (SELECT e.stage FROM experiments e WHERE e.id = runs.experiment AND e.stage_order > runs.created_order
                    AND (runs.own_stage_order IS NULL OR e.stage_order > runs.own_stage_order)),
                runs.own_stage, 1)
            WHERE id = ?
            """, .integer(run))
    }
}
