import TrackingEvents

/// Reads the datasets that runs had as inputs.
///
/// A dataset belongs to an experiment and is what was said of its name and digest there first, so each one is looked up once.
struct DatasetReader {
    let sql: SQLConnection
    private var known: [Identity: Dataset] = [:]

    init(sql: SQLConnection) { self.sql = sql }

    private struct Use {
        var identity: Identity
        var tags: [Tag]
    }

    private struct Identity: Hashable {
        var experiment: ExperimentID
        var name: ExactText
        var digest: ExactText
    }

    mutating func inputs(ofRun row: Int64, in experiment: ExperimentID) throws -> [DatasetInput] {
        let uses = try sql.rows(
            "SELECT name, digest, tags FROM run_datasets WHERE run = ? ORDER BY event_order, place", [.integer(row)]
        ) { row in
            let identity = Identity(experiment: experiment, name: ExactText(row.text(0)), digest: ExactText(row.text(1)))
            return Use(identity: identity, tags: try TagBytes.tags(of: row.blob(2)))
        }
        return try uses.compactMap { use in
            try dataset(use.identity).map { DatasetInput(dataset: $0, tags: use.tags) }
        }
    }

    private mutating func dataset(_ identity: Identity) throws -> Dataset? {
        if let dataset = known[identity] { return dataset }
        let dataset = try sql.first(
            """
            SELECT c.source_type, c.source, c.schema, c.profile
            FROM run_datasets d CROSS JOIN runs r ON r.id = d.run CROSS JOIN dataset_contents c ON c.id = d.content
            WHERE d.name = ? AND d.digest = ? AND +r.experiment = ? ORDER BY d.event_order, d.place LIMIT 1
            """, [.text(identity.name.text), .text(identity.digest.text), .of(identity.experiment)]
        ) { row in
            Dataset(
                name: identity.name.text, digest: identity.digest.text, sourceType: row.text(0), source: row.text(1),
                schema: row.optionalText(2), profile: row.optionalText(3))
        }
        known[identity] = dataset
        return dataset
    }
}
