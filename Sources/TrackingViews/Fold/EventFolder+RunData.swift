import ContentHashing
import TrackingEvents

extension EventFolder {
    mutating func fold(_ it: RunDataLogged, at moment: FoldMoment) throws {
        let run = try runRow(it.run)
        for param in it.params { try setParam(of: run, param, at: moment) }
        try collect(it.metrics, of: run)
        for tag in it.tags {
            try setTag(of: run, tag.key, tag.value, at: moment)
            if tag.key == WellKnownTag.runName, !tag.value.isEmpty { try setName(of: run, tag.value, at: moment) }
        }
    }

    /// For each value that a param was given, its first place in the order is kept; the value that was first of all is the param's, the others
    /// are its conflicts.
    private mutating func setParam(of run: Int64, _ param: Param, at moment: FoldMoment) throws {
        let key = try keyRow(param.key)
        if try rows.insertParam.run(run, key, param.value, moment.order) { return }
        let owner: [SQLValue] = [.integer(run), .integer(key)]
        try FirstWriter(table: "run_params", conflicts: "run_param_conflicts", owner: "run").write(param.value, owner, at: moment, in: sql)
    }

    /// A run has a dataset once, as it was first logged.
    mutating func fold(_ it: RunInputsLogged, at moment: FoldMoment) throws {
        let run = try runRow(it.run)
        stamps.placed.insert(run)
        for (place, input) in it.datasets.enumerated() {
            let context = input.tags.last { $0.key == WellKnownTag.datasetContext }?.value
            try sql.run(
                """
                INSERT INTO run_datasets VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET event_order = excluded.event_order, place = excluded.place, content = excluded.content,
                    context = excluded.context, tags = excluded.tags
                WHERE excluded.event_order < run_datasets.event_order
                """, .integer(run), .text(input.dataset.name), .text(input.dataset.digest), moment.orderValue, .integer(Int64(place)),
                .integer(try contentRow(of: input.dataset)), .optional(context), .blob(TagBytes.bytes(of: input.tags)))
        }
        for (place, model) in it.models.enumerated() {
            try sql.run(
                """
                INSERT INTO run_model_inputs VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET event_order = excluded.event_order, place = excluded.place
                WHERE excluded.event_order < run_model_inputs.event_order
                """, .integer(run), .of(model), moment.orderValue, .integer(Int64(place)))
        }
    }

    mutating func fold(_ it: RunOutputsLogged, at moment: FoldMoment) throws {
        let run = try runRow(it.run)
        for (place, output) in it.models.enumerated() {
            try sql.run(
                """
                INSERT INTO run_model_outputs VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET event_order = excluded.event_order, place = excluded.place
                WHERE excluded.event_order < run_model_outputs.event_order
                """, .integer(run), .of(output.model), .integer(output.step), moment.orderValue, .integer(Int64(place)))
        }
    }

    /// What a dataset's client said of it, kept once for all runs that say the same.
    private func contentRow(of dataset: Dataset) throws -> Int64 {
        let hash = SQLValue.blob(TagBytes.hash(of: dataset))
        if let known = try sql.first("SELECT id FROM dataset_contents WHERE hash = ?", [hash], { $0.integer(0) }) { return known }
        try sql.run(
            "INSERT INTO dataset_contents (hash, source_type, source, schema, profile) VALUES (?, ?, ?, ?, ?)", hash,
            .text(dataset.sourceType), .text(dataset.source), .optional(dataset.schema), .optional(dataset.profile))
        return sql.lastInsertedID
    }
}
