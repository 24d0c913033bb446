package import TrackingEvents

/// What is logged to a run: one request, one record.
extension CommandHandler {
    /// Params are written once: the same value again is nothing new, another value refuses the whole request. Tags are set, the last of a
    /// key counts. A request of metrics alone takes no lock.
    package func logData(
        run id: RunID, metrics: MetricColumns, params: [Param], tags: [Tag], by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .runDataLogged) { () throws(CommandError) in
            if params.isEmpty, tags.isEmpty { return try logMetrics(metrics, run: id, by: origin) }
            return try runLocks.holding(id) { () throws(CommandError) in
                let facts = try activeRun(id)
                try checkModels(of: metrics)
                let (new, earlier) = try newParams(params, of: id)
                let tags = tags.keepingLastValues
                if metrics.isEmpty, new.isEmpty, tags.isEmpty { return established((), by: earlier) }
                let made = try submit(
                    .runDataLogged(RunDataLogged(run: id, metrics: metrics, params: new, tags: tags)), by: origin)
                if !new.isEmpty || !tags.isEmpty { note(made) { $0.set(new, tags, of: facts, by: made) } }
                return committed((), by: made)
            }
        }
    }

    /// Deleting the tag `mlflow.runName` leaves the name.
    package func removeRunTag(
        _ id: RunID, key: String, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .runTagRemoved) { () throws(CommandError) in
            try runLocks.holding(id) { () throws(CommandError) in
                _ = try activeRun(id)
                guard try tag(key, of: id) != nil else { throw .unknownRunTag(id, key: key) }
                let made = try submit(.runTagRemoved(RunTagRemoved(run: id, key: key)), by: origin)
                note(made) { $0.runs.note(id, by: made) { $0.tags.remove(key, by: made) } }
                return committed((), by: made)
            }
        }
    }

    /// Sets a tag to what `edit` makes of its present value, nil when there is none. No other command on the run comes between.
    package func editRunTag(
        run id: RunID, key: String, by origin: CommandOrigin, edit: (String?) throws(CommandError) -> String
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .runDataLogged) { () throws(CommandError) in
            try runLocks.holding(id) { () throws(CommandError) in
                let facts = try activeRun(id)
                let edited = Tag(key: key, value: try edit(try tag(key, of: id)))
                let made = try submit(
                    .runDataLogged(RunDataLogged(run: id, metrics: MetricColumns(), params: [], tags: [edited])),
                    by: origin)
                note(made) { $0.set([], [edited], of: facts, by: made) }
                return committed((), by: made)
            }
        }
    }

    /// A dataset is known within an experiment by name and digest; the same one again on a run adds nothing.
    package func logInputs(
        run id: RunID, datasets: [DatasetInput], models: [LoggedModelID], by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .runInputsLogged) { () throws(CommandError) in
            _ = try activeRun(id)
            if datasets.isEmpty, models.isEmpty { return Committed(value: ()) }
            let inputs = RunInputsLogged(run: id, datasets: datasets, models: models)
            return committed((), by: try submit(.runInputsLogged(inputs), by: origin))
        }
    }

    package func logOutputs(
        run id: RunID, models: [ModelOutput], by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .runOutputsLogged) { () throws(CommandError) in
            _ = try activeRun(id)
            if models.isEmpty { return Committed(value: ()) }
            return committed((), by: try submit(.runOutputsLogged(RunOutputsLogged(run: id, models: models)), by: origin))
        }
    }
}

extension CommandHandler {
    private func logMetrics(
        _ metrics: MetricColumns, run id: RunID, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        _ = try activeRun(id)
        if metrics.isEmpty { return Committed(value: ()) }
        try checkModels(of: metrics)
        let made = try submit(
            .runDataLogged(RunDataLogged(run: id, metrics: metrics, params: [], tags: [])), by: origin)
        return committed((), by: made)
    }

    /// A logged model that metrics name has to be there, deleted or not.
    private func checkModels(of metrics: MetricColumns) throws(CommandError) {
        var known: LoggedModelID?
        for series in metrics.series {
            guard let model = series.model, model != known else { continue }
            known = try anyLoggedModel(model).id
        }
    }

    /// Those that the run does not have yet, and the newest record in flight that made one of the others.
    private func newParams(
        _ params: [Param], of id: RunID
    ) throws(CommandError) -> (new: [Param], earlier: Commitment?) {
        guard !params.isEmpty else { return ([], nil) }
        let entry = inFlight { $0.runs[id] }
        let pending = params.map { param in entry?.params[param.key] }
        // A run whose creation is in flight has nothing that the views could know.
        let asked = entry?.creation == nil ? zip(params, pending).filter { $0.1 == nil }.map(\.0.key) : []
        let known = asked.isEmpty ? [:] : try ask { try $0.params(of: id, among: asked) }
        var new: [Param] = []
        var earlier: Commitment?
        for (param, pending) in zip(params, pending) {
            guard let old = pending?.value ?? known[ExactText(param.key)] else {
                new.append(param)
                continue
            }
            guard ExactText.same(old, param.value) else {
                throw .paramChanged(run: id, key: param.key, old: old, new: param.value)
            }
            if let made = pending?.made, earlier.map({ $0.position < made.position }) ?? true { earlier = made }
        }
        return (new, earlier)
    }
}

extension FactsOverlay {
    /// Setting the tag that holds a run's name renames the run; an empty one does not.
    fileprivate mutating func set(_ params: [Param], _ tags: [Tag], of run: RunFacts, by made: Commitment) {
        runs.note(run.id, by: made) { entry in
            entry.params.set(params, by: made)
            entry.tags.set(tags, by: made)
            guard let name = tags.value(of: WellKnownTag.runName), !name.isEmpty else { return }
            var renamed = run
            renamed.name = name
            entry.facts = InFlight(value: renamed, made: made)
        }
    }
}
