package import TrackingEvents

/// Documents by name or identity.
extension TrackingViews {
    package func experimentDocument(_ id: ExperimentID) throws -> ExperimentDocument? {
        try read { try ExperimentReader(sql: $0).documents([Int64(bitPattern: id.rawValue)]).first }
    }

    /// Active or deleted.
    package func experimentDocument(named name: String) throws -> ExperimentDocument? {
        try read { sql in
            let reader = ExperimentReader(sql: sql)
            return try reader.row(named: name).flatMap { try reader.documents([$0]).first }
        }
    }

    package func runDocument(_ id: RunID) throws -> RunDocument? { try runDocuments([id]).first }

    /// The documents of `ids`, in that order; unknown ones are left out.
    package func runDocuments(_ ids: [RunID]) throws -> [RunDocument] {
        try read { sql in
            let rows = try ids.compactMap { id in try sql.first("SELECT id FROM runs WHERE run_id = ?", [.of(id)]) { $0.integer(0) } }
            return try RunReader(sql: sql).documents(rows)
        }
    }

    package func loggedModelDocument(_ id: LoggedModelID, includingDeleted: Bool = false) throws -> LoggedModelDocument? {
        try read { sql in
            let reader = LoggedModelReader(sql: sql)
            guard let row = try reader.row(of: id), let document = try reader.documents([row]).first else { return nil }
            return document.stage == .active || includingDeleted ? document : nil
        }
    }

    package func registeredModelDocument(named name: String) throws -> RegisteredModelDocument? {
        try read { sql in
            let reader = RegistryReader(sql: sql)
            return try reader.modelRow(named: name).flatMap { try reader.models([$0]).first }
        }
    }

    package func versionDocument(ofModelNamed name: String, number: UInt32) throws -> ModelVersionDocument? {
        try versionDocument(ofModelNamed: name) { try $0.versionRow($1, number: number) }
    }

    package func versionDocument(ofModelNamed name: String, alias: String) throws -> ModelVersionDocument? {
        try versionDocument(ofModelNamed: name) { try $0.versionRow($1, alias: alias) }
    }

    /// For each of `stages` (nil: all) the version with the highest number in it, by ascending number; nil when there is no such model.
    package func latestVersions(ofModelNamed name: String, stages: [ModelStage]?) throws -> [ModelVersionDocument]? {
        try read { sql in
            let reader = RegistryReader(sql: sql)
            return try reader.modelRow(named: name).map { try reader.latestVersions($0, stages: stages ?? ModelStage.allCases) }
        }
    }

    private func versionDocument(
        ofModelNamed name: String, find: (RegistryReader, Int64) throws -> Int64?
    ) throws -> ModelVersionDocument? {
        try read { sql in
            let reader = RegistryReader(sql: sql)
            guard let model = try reader.modelRow(named: name), let row = try find(reader, model) else { return nil }
            return try reader.versions([row]).first
        }
    }
}

extension TrackingViews {
    /// The points of a metric in the order of timestamp, step, value; each once. Empty for a run or key that is not known.
    ///
    /// - Parameter limit: nil for all.
    package func metricHistory(run: RunID, key: String, limit: Int? = nil, offset: Int = 0) throws -> SearchPage<LoggedMetric> {
        try read { try HistoryReader(sql: $0, run: run).page(key: key, limit: limit.map { max($0, 0) }, offset: max(offset, 0)) }
    }

    /// Calls `visit` with the same points, part by part: for histories that are too long to be held as an array of documents.
    ///
    /// - Returns: whether more follow behind `limit`.
    package func visitMetricHistory(
        run: RunID, key: String, limit: Int? = nil, offset: Int = 0, _ visit: (HistoryPart) throws -> Void
    ) throws -> Bool {
        try read { try HistoryReader(sql: $0, run: run).visit(key: key, limit: limit.map { max($0, 0) }, offset: max(offset, 0), visit) }
    }

    /// One level below `path` (empty: the root of the tree), by ascending name; empty for a file and for what is not there.
    package func listArtifacts(below path: String) throws -> [ArtifactEntry] {
        try read { try ArtifactReader(sql: $0).entries(below: path) }
    }
}

extension TrackingViews {
    /// The values that the run's params were given too late, by key and value.
    package func paramConflicts(of run: RunID) throws -> [ParamConflict] {
        try read { sql in
            try sql.rows(
                """
                SELECT k.text, p.value, c.value, c.event_order
                FROM runs r CROSS JOIN run_param_conflicts c ON c.run = r.id CROSS JOIN run_params p ON p.run = c.run AND p.key = c.key
                    CROSS JOIN keys k ON k.id = c.key
                WHERE r.run_id = ? ORDER BY k.text, c.value
                """, [.of(run)]
            ) { row in
                ParamConflict(
                    key: row.text(0), keptValue: row.text(1), lostValue: row.text(2), position: PositionBytes.position(of: row.blob(3)))
            }
        }
    }
}
