import TrackingEvents

/// Reads the datasets that runs had as inputs.
///
/// A dataset belongs to an experiment and is what was said of its name and digest there first, so each one of a page is looked up once.
struct DatasetReader {
    let sql: SQLConnection

    private struct Use {
        var run: Int64
        var identity: Identity
        var tags: [Tag]
    }

    private struct Identity: Hashable {
        var experiment: Int64
        var name: ExactText
        var digest: ExactText
    }

    /// - Parameter list: rows of runs, as `RowList` has them.
    func inputs(ofRuns list: SQLValue) throws -> [Int64: [DatasetInput]] {
        let uses = try sql.rows(
            """
            SELECT d.run, r.experiment, d.name, d.digest, d.tags FROM run_datasets d JOIN runs r ON r.id = d.run
            WHERE d.run IN \(RowList.placeholder) ORDER BY d.run, d.event_order, d.place
            """, [list]
        ) { row in
            let identity = Identity(experiment: row.integer(1), name: ExactText(row.text(2)), digest: ExactText(row.text(3)))
            return Use(run: row.integer(0), identity: identity, tags: try TagBytes.tags(of: row.blob(4)))
        }
        var known: [Identity: Dataset] = [:]
        var found: [Int64: [DatasetInput]] = [:]
        for use in uses {
            let dataset = try known[use.identity] ?? dataset(use.identity)
            known[use.identity] = dataset
            if let dataset { found[use.run, default: []].append(DatasetInput(dataset: dataset, tags: use.tags)) }
        }
        return found
    }

    private func dataset(_ identity: Identity) throws -> Dataset? {
        try sql.first(
            """
            SELECT c.source_type, c.source, c.schema, c.profile
            FROM run_datasets d CROSS JOIN runs r ON r.id = d.run CROSS JOIN dataset_contents c ON c.id = d.content
            WHERE d.name = ? AND d.digest = ? AND +r.experiment = ? ORDER BY d.event_order, d.place LIMIT 1
            """, [.text(identity.name.text), .text(identity.digest.text), .integer(identity.experiment)]
        ) { row in
            Dataset(
                name: identity.name.text, digest: identity.digest.text, sourceType: row.text(0), source: row.text(1),
                schema: row.optionalText(2), profile: row.optionalText(3))
        }
    }
}
