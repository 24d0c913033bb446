import TrackingEvents

/// Reads the facts that rules ask for: single rows.
struct FactReader {
    let sql: SQLConnection

    func experiment(_ id: SQLValue) throws -> ExperimentFacts? {
        try sql.first("SELECT id, name, stage, location FROM experiments WHERE id = ? AND created_order IS NOT NULL", [id]) { row in
            ExperimentFacts(
                id: ExperimentID(UInt64(bitPattern: row.integer(0))), name: row.text(1), stage: Self.stage(row, 2),
                artifactLocation: LocationText.location(of: row.text(3)))
        }
    }

    func run(_ id: RunID) throws -> RunFacts? {
        try sql.first("SELECT experiment, name, stage, location FROM runs WHERE run_id = ? AND created_order IS NOT NULL", [.of(id)]) {
            row in
            RunFacts(
                id: id, experiment: ExperimentID(UInt64(bitPattern: row.integer(0))), name: row.text(1), stage: Self.stage(row, 2),
                artifactLocation: LocationText.location(of: row.text(3)))
        }
    }

    func loggedModel(_ id: LoggedModelID) throws -> LoggedModelFacts? {
        try sql.first(
            "SELECT experiment, source_run, status, stage, location FROM logged_models WHERE model_id = ? AND created_order IS NOT NULL",
            [.of(id)]
        ) { row in
            LoggedModelFacts(
                id: id, experiment: ExperimentID(UInt64(bitPattern: row.integer(0))), sourceRun: row.optionalText(1).map { RunID($0) },
                status: LoggedModelStatus(rawValue: UInt8(truncatingIfNeeded: row.integer(2))) ?? .unspecified, stage: Self.stage(row, 3),
                artifactLocation: LocationText.location(of: row.text(4)))
        }
    }

    func registeredModel(_ id: Int64) throws -> RegisteredModelFacts? {
        try sql.first(
            """
            SELECT m.model_id, m.name, m.is_prompt, coalesce((SELECT max(n.number) FROM version_numbers n WHERE n.model = m.id), 0)
            FROM registered_models m WHERE m.id = ?
            """, [.integer(id)]
        ) { row in
            RegisteredModelFacts(
                id: RegisteredModelID(row.text(0)), name: row.text(1), isPrompt: row.integer(2) != 0,
                highestNumber: UInt32(truncatingIfNeeded: row.integer(3)))
        }
    }

    func version(_ id: Int64) throws -> ModelVersionFacts? {
        try sql.first(
            """
            SELECT v.creation, m.model_id, v.number, v.stage, v.source, v.storage, v.run, v.logged_model
            FROM versions v CROSS JOIN registered_models m ON m.id = v.model WHERE v.id = ?
            """, [.integer(id)]
        ) { row in
            ModelVersionFacts(
                id: ModelVersionID(creation: PositionBytes.position(of: row.blob(0))), model: RegisteredModelID(row.text(1)),
                number: UInt32(truncatingIfNeeded: row.integer(2)),
                stage: ModelStage(rawValue: UInt8(truncatingIfNeeded: row.integer(3))) ?? .none,
                source: LocationText.location(of: row.text(4)), storage: row.optionalText(5).map(LocationText.location),
                run: row.optionalText(6).map { RunID($0) }, loggedModel: row.optionalText(7).map { LoggedModelID($0) })
        }
    }

    private static func stage(_ row: SQLRow, _ column: Int) -> LifecycleStage {
        LifecycleStage(rawValue: UInt8(truncatingIfNeeded: row.integer(column))) ?? .active
    }
}
