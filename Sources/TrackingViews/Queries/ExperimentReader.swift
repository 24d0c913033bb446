import TrackingEvents

/// Reads the documents of a page of experiments.
struct ExperimentReader {
    let sql: SQLConnection

    static let isVisible = "created_order IS NOT NULL"

    func documents(_ rows: [Int64]) throws -> [ExperimentDocument] {
        guard !rows.isEmpty else { return [] }
        let list = RowList.value(rows)
        let tags = try TagReader(sql: sql).tags("experiment_tags", owner: "experiment", list)
        let found = try sql.rows(
            """
            SELECT id, name, location, stage, creation_time, coalesce(update_time, creation_time) FROM experiments
            WHERE id IN \(RowList.placeholder) AND \(Self.isVisible)
            """, [list]
        ) { row in
            (
                row.integer(0),
                ExperimentDocument(
                    id: ExperimentID(UInt64(bitPattern: row.integer(0))), name: row.text(1),
                    artifactLocation: LocationText.location(of: row.text(2)),
                    stage: LifecycleStage(rawValue: UInt8(truncatingIfNeeded: row.integer(3))) ?? .active, creationTime: row.integer(4),
                    lastUpdateTime: row.integer(5),
                    tags: tags[row.integer(0)] ?? [])
            )
        }
        let documents = Dictionary(uniqueKeysWithValues: found)
        return rows.compactMap { documents[$0] }
    }

    /// Two experiments created apart may have been given one name: the one that was created first has it.
    func row(named name: String) throws -> Int64? {
        try sql.first("SELECT id FROM experiments WHERE name = ? AND \(Self.isVisible) ORDER BY created_order LIMIT 1", [.text(name)]) {
            $0.integer(0)
        }
    }
}
