import TrackingEvents

/// Reads registered models and their versions. What was deleted is not there.
struct RegistryReader {
    let sql: SQLConnection

    static let isLiveModel = "created_order IS NOT NULL AND is_deleted = 0"
    static let isLiveVersion = "created_order IS NOT NULL AND is_deleted = 0 AND number IS NOT NULL"
    /// A version's last change is its own or the last renaming of its model since it was there. `v` and `m` are their rows.
    static let versionUpdateTime = """
        (CASE WHEN m.name_order > v.created_order AND (v.update_order IS NULL OR m.name_order > v.update_order) THEN m.name_time
        ELSE coalesce(v.update_time, v.creation_time) END)
        """

    /// Two models created apart may have been given one name: the one that was created first has it.
    func modelRow(named name: String) throws -> Int64? {
        try sql.first(
            "SELECT id FROM registered_models WHERE name = ? AND \(Self.isLiveModel) ORDER BY created_order LIMIT 1", [.text(name)]
        ) { $0.integer(0) }
    }

    func modelRow(of id: RegisteredModelID) throws -> Int64? {
        try sql.first("SELECT id FROM registered_models WHERE model_id = ? AND \(Self.isLiveModel)", [.of(id)]) { $0.integer(0) }
    }

    func versionRow(_ model: Int64, number: UInt32) throws -> Int64? {
        try sql.first(
            "SELECT id FROM versions WHERE model = ? AND number = ? AND \(Self.isLiveVersion) ORDER BY created_order LIMIT 1",
            [.integer(model), .integer(Int64(number))]
        ) { $0.integer(0) }
    }

    func versionRow(_ model: Int64, alias: String) throws -> Int64? {
        try sql.first(
            """
            SELECT v.id FROM aliases a CROSS JOIN versions v ON v.id = a.version
            WHERE a.model = ? AND a.alias = ? AND v.created_order IS NOT NULL AND v.is_deleted = 0 AND v.number IS NOT NULL
            """, [.integer(model), .text(alias)]
        ) { $0.integer(0) }
    }

    /// The live version with the highest number, in one stage.
    func latestVersionRow(_ model: Int64, in stage: ModelStage) throws -> Int64? {
        try sql.first(
            """
            SELECT id FROM versions INDEXED BY versions_by_stage WHERE model = ? AND stage = ? AND \(Self.isLiveVersion)
            ORDER BY number DESC LIMIT 1
            """, [.integer(model), .of(stage)]
        ) { $0.integer(0) }
    }

    /// The live version with the highest number, in any stage.
    func latestVersionRow(_ model: Int64) throws -> Int64? {
        try sql.first(
            "SELECT id FROM versions INDEXED BY versions_by_number WHERE model = ? AND \(Self.isLiveVersion) ORDER BY number DESC LIMIT 1",
            [.integer(model)]
        ) { $0.integer(0) }
    }

    /// By ascending number.
    func latestVersions(_ model: Int64, stages: [ModelStage]) throws -> [ModelVersionDocument] {
        let rows = try Set(stages).compactMap { try latestVersionRow(model, in: $0) }
        return try versions(rows).sorted { $0.number < $1.number }
    }

    func versions(_ rows: [Int64]) throws -> [ModelVersionDocument] {
        guard !rows.isEmpty else { return [] }
        let list = RowList.value(rows)
        let tags = try TagReader(sql: sql).tags("version_tags", owner: "version", list)
        var aliases: [Int64: [String]] = [:]
        try sql.statement("SELECT version, alias FROM aliases WHERE version IN \(RowList.placeholder) ORDER BY version, alias").forEach([
            list
        ]) {
            aliases[$0.integer(0), default: []].append($0.text(1))
        }
        let found = try sql.rows(
            """
            SELECT v.id, v.creation, m.model_id, m.name, v.number, v.creation_time, \(Self.versionUpdateTime), v.stage, v.description, v.source,
                v.storage, v.run, v.logged_model, v.run_link
            FROM versions v CROSS JOIN registered_models m ON m.id = v.model WHERE v.id IN \(RowList.placeholder)
            """, [list]
        ) { ($0.integer(0), Self.version($0, tags: tags[$0.integer(0)] ?? [], aliases: aliases[$0.integer(0)] ?? [])) }
        let documents = Dictionary(uniqueKeysWithValues: found)
        return rows.compactMap { documents[$0] }
    }

    private static func version(_ row: SQLRow, tags: [Tag], aliases: [String]) -> ModelVersionDocument {
        ModelVersionDocument(
            id: ModelVersionID(creation: PositionBytes.position(of: row.blob(1))), model: RegisteredModelID(row.text(2)),
            modelName: row.text(3),
            number: UInt32(truncatingIfNeeded: row.integer(4)), creationTime: row.integer(5), lastUpdateTime: row.integer(6),
            stage: ModelStage(rawValue: UInt8(truncatingIfNeeded: row.integer(7))) ?? .none, description: row.optionalText(8),
            source: LocationText.location(of: row.text(9)), storage: row.optionalText(10).map(LocationText.location),
            run: row.optionalText(11).map { RunID($0) }, loggedModel: row.optionalText(12).map { LoggedModelID($0) }, runLink: row.text(13),
            tags: tags, aliases: aliases)
    }

    func models(_ rows: [Int64]) throws -> [RegisteredModelDocument] {
        guard !rows.isEmpty else { return [] }
        let list = RowList.value(rows)
        let tags = try TagReader(sql: sql).tags("registered_model_tags", owner: "model", list)
        let aliases = try aliases(list)
        let found = try sql.rows(
            """
            SELECT id, model_id, name, creation_time, coalesce(update_time, creation_time), description FROM registered_models
            WHERE id IN \(RowList.placeholder)
            """, [list]
        ) { row in
            let id = row.integer(0)
            return (
                id,
                RegisteredModelDocument(
                    id: RegisteredModelID(row.text(1)), name: row.text(2), creationTime: row.integer(3), lastUpdateTime: row.integer(4),
                    description: row.optionalText(5), tags: tags[id] ?? [], aliases: aliases[id] ?? [])
            )
        }
        var documents = Dictionary(uniqueKeysWithValues: found)
        return try rows.compactMap { row in
            guard var document = documents.removeValue(forKey: row) else { return nil }
            document.latestVersions = try latestVersions(row, stages: ModelStage.allCases)
            return document
        }
    }

    private func aliases(_ list: SQLValue) throws -> [Int64: [AliasDocument]] {
        var found: [Int64: [AliasDocument]] = [:]
        try sql.statement(
            """
            SELECT a.model, a.alias, v.number FROM aliases a CROSS JOIN versions v ON v.id = a.version
            WHERE a.model IN \(RowList.placeholder) AND v.created_order IS NOT NULL AND v.is_deleted = 0 AND v.number IS NOT NULL
            ORDER BY a.model, a.alias
            """
        ).forEach([list]) { row in
            let alias = AliasDocument(alias: row.text(1), number: UInt32(truncatingIfNeeded: row.integer(2)))
            found[row.integer(0), default: []].append(alias)
        }
        return found
    }
}
