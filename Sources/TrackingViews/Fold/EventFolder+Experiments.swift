import TrackingEvents

extension EventFolder {
    /// Created twice (on two machines, offline) an experiment is one: what its first creation said stands, with the tags of both.
    mutating func fold(_ it: ExperimentCreated, at moment: FoldMoment) throws {
        let id = try experimentRow(it.experiment)
        try sql.run(
            """
            UPDATE experiments SET created_order = ?2, creation_time = ?3, location = ?4, name = CASE WHEN name_order IS NULL THEN ?5 ELSE name END
            WHERE id = ?1 AND (created_order IS NULL OR created_order > ?2)
            """, id, moment.orderValue, moment.timeValue, .of(it.artifactLocation), .text(it.name))
        for tag in it.tags { try setExperimentTag(id, tag.key, .text(tag.value), at: moment) }
    }

    mutating func fold(_ it: ExperimentRenamed, at moment: FoldMoment) throws {
        let id = try experimentRow(it.experiment)
        try sql.run(
            "UPDATE experiments SET name = ?2, name_order = ?3 WHERE id = ?1 AND (name_order IS NULL OR name_order < ?3)",
            id, .text(it.name), moment.orderValue)
        try touchExperiment(id, at: moment)
    }

    /// Goes down to the runs that were there then: each run's stage is that of the last change, its own or its experiment's.
    mutating func fold(_ it: ExperimentLifecycleChanged, at moment: FoldMoment) throws {
        let id = try experimentRow(it.experiment)
        try touchExperiment(id, at: moment)
        try sql.run(
            "UPDATE experiments SET stage = ?2, stage_order = ?3 WHERE id = ?1 AND (stage_order IS NULL OR stage_order < ?3)",
            id, .of(it.stage), moment.orderValue)
        guard sql.changeCount > 0 else { return }
        try sql.run(
            """
            UPDATE runs SET stage = ?2
            WHERE experiment = ?1 AND created_order < ?3 AND (own_stage_order IS NULL OR own_stage_order < ?3)
            """, id, .of(it.stage), moment.orderValue)
        stamps.experiments.insert(it.experiment)
    }

    mutating func fold(_ it: ExperimentTagged, at moment: FoldMoment) throws {
        for tag in it.tags { try setExperimentTag(.of(it.experiment), tag.key, .text(tag.value), at: moment) }
    }

    mutating func fold(_ it: ExperimentTagRemoved, at moment: FoldMoment) throws {
        try setExperimentTag(.of(it.experiment), it.key, .null, at: moment)
    }

    private func experimentRow(_ id: ExperimentID) throws -> SQLValue {
        try sql.run("INSERT OR IGNORE INTO experiments (id) VALUES (?)", .of(id))
        return .of(id)
    }

    private func touchExperiment(_ id: SQLValue, at moment: FoldMoment) throws {
        try sql.run(
            "UPDATE experiments SET update_time = ?2, update_order = ?3 WHERE id = ?1 AND (update_order IS NULL OR update_order < ?3)",
            id, moment.timeValue, moment.orderValue)
    }

    private func setExperimentTag(_ id: SQLValue, _ key: String, _ value: SQLValue, at moment: FoldMoment) throws {
        try sql.run(
            """
            INSERT INTO experiment_tags VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET value = excluded.value, event_order = excluded.event_order
            WHERE excluded.event_order >= experiment_tags.event_order
            """, id, .text(key), value, moment.orderValue)
    }
}
