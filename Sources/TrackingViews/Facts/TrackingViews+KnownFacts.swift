package import TrackingEvents

/// What the rules of a store ask. Each question is one look-up by key.
extension TrackingViews: KnownFacts {
    package func experiment(_ id: ExperimentID) throws -> ExperimentFacts? {
        try readFacts { try FactReader(sql: $0).experiment(.of(id)) }
    }

    package func experiment(named name: String) throws -> ExperimentFacts? {
        try readFacts { sql in try ExperimentReader(sql: sql).row(named: name).flatMap { try FactReader(sql: sql).experiment(.integer($0)) }
        }
    }

    package func run(_ id: RunID) throws -> RunFacts? { try readFacts { try FactReader(sql: $0).run(id) } }

    package func params(of run: RunID, among keys: [String]) throws -> [ExactText: String] {
        try among(
            keys,
            "SELECT p.value FROM runs r CROSS JOIN keys k CROSS JOIN run_params p ON p.run = r.id AND p.key = k.id WHERE r.run_id = ? AND k.text = ?",
            .of(run))
    }

    package func tags(of run: RunID, among keys: [String]) throws -> [ExactText: String] {
        try among(
            keys,
            """
            SELECT t.value FROM runs r CROSS JOIN keys k CROSS JOIN run_tags t ON t.run = r.id AND t.key = k.id
            WHERE r.run_id = ? AND k.text = ? AND t.value IS NOT NULL
            """, .of(run))
    }

    package func tags(of experiment: ExperimentID, among keys: [String]) throws -> [ExactText: String] {
        try among(keys, "SELECT value FROM experiment_tags WHERE experiment = ? AND key = ? AND value IS NOT NULL", .of(experiment))
    }

    package func tagCount(of experiment: ExperimentID, keyPrefix prefix: String) throws -> Int {
        try readFacts { sql in
            try sql.first(
                "SELECT count(*) FROM experiment_tags WHERE experiment = ?1 AND key >= ?2 AND substr(key, 1, length(?2)) = ?2 AND value IS NOT NULL",
                [.of(experiment), .text(prefix)]
            ) { Int($0.integer(0)) } ?? 0
        }
    }

    package func loggedModel(_ id: LoggedModelID) throws -> LoggedModelFacts? { try readFacts { try FactReader(sql: $0).loggedModel(id) } }

    package func params(of model: LoggedModelID, among keys: [String]) throws -> [ExactText: String] {
        try among(
            keys,
            "SELECT p.value FROM logged_models l CROSS JOIN logged_model_params p ON p.model = l.id WHERE l.model_id = ? AND p.key = ?",
            .of(model))
    }

    package func tags(of model: LoggedModelID, among keys: [String]) throws -> [ExactText: String] {
        try among(
            keys,
            """
            SELECT t.value FROM logged_models l CROSS JOIN logged_model_tags t ON t.model = l.id
            WHERE l.model_id = ? AND t.key = ? AND t.value IS NOT NULL
            """, .of(model))
    }

    package func registeredModel(named name: String) throws -> RegisteredModelFacts? {
        try readFacts { sql in
            try RegistryReader(sql: sql).modelRow(named: name).flatMap { try FactReader(sql: sql).registeredModel($0) }
        }
    }

    package func isKnown(_ id: RegisteredModelID) throws -> Bool {
        try readFacts { try $0.has("SELECT 1 FROM registered_models WHERE model_id = ? AND created_order IS NOT NULL", [.of(id)]) }
    }

    package func version(of model: RegisteredModelID, number: UInt32) throws -> ModelVersionFacts? {
        try version(of: model) { try $0.versionRow($1, number: number) }
    }

    package func versions(of model: RegisteredModelID, in stage: ModelStage) throws -> [ModelVersionFacts] {
        try readFacts { sql in
            guard let row = try RegistryReader(sql: sql).modelRow(of: model) else { return [] }
            let rows = try sql.rows(
                """
                SELECT id FROM versions INDEXED BY versions_by_stage
                WHERE model = ? AND stage = ? AND \(RegistryReader.isLiveVersion) ORDER BY number
                """, [.integer(row), .of(stage)]
            ) { $0.integer(0) }
            return try rows.compactMap { try FactReader(sql: sql).version($0) }
        }
    }

    package func latestVersion(of model: RegisteredModelID) throws -> ModelVersionFacts? {
        try version(of: model) { try $0.latestVersionRow($1) }
    }

    package func version(of model: RegisteredModelID, alias: String) throws -> ModelVersionFacts? {
        try version(of: model) { try $0.versionRow($1, alias: alias) }
    }

    package func artifact(at path: String) throws -> BlobReference? { try readFacts { try ArtifactReader(sql: $0).blob(at: path) } }

    package func hasArtifacts(below path: String) throws -> Bool { try readFacts { try ArtifactReader(sql: $0).hasFiles(below: path) } }

    /// Read from the source of the last fold.
    package func event(ofRequest request: RequestID) throws -> Event? {
        let order = try readFacts { sql in
            try sql.first("SELECT event_order FROM requests WHERE request = ?", [.text(request.rawValue)]) { $0.blob(0) }
        }
        guard let order, let source else { return nil }
        return try source.event(at: PositionBytes.position(of: order))
    }

    private func among(_ keys: [String], _ statement: String, _ owner: SQLValue) throws -> [ExactText: String] {
        guard !keys.isEmpty else { return [:] }
        return try readFacts { sql in
            var found: [ExactText: String] = [:]
            for key in keys { found[ExactText(key)] = try sql.first(statement, [owner, .text(key)]) { $0.text(0) } }
            return found
        }
    }

    private func version(of model: RegisteredModelID, find: (RegistryReader, Int64) throws -> Int64?) throws -> ModelVersionFacts? {
        try readFacts { sql in
            let reader = RegistryReader(sql: sql)
            guard let row = try reader.modelRow(of: model), let version = try find(reader, row) else { return nil }
            return try FactReader(sql: sql).version(version)
        }
    }
}
