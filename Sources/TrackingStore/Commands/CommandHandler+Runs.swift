package import TrackingEvents

/// A run's life. Nothing about a deleted run can be changed, except that it is restored.
extension CommandHandler {
    /// - Parameters:
    ///   - name: nil for the value of the tag `mlflow.runName` or, where that is missing too, a generated name.
    ///   - startTime: milliseconds since the Unix epoch.
    package func createRun(
        experiment: ExperimentID, name: String?, userID: String, startTime: Int64, tags: [Tag], by origin: CommandOrigin
    ) throws(CommandError) -> Committed<RunFacts> {
        try once(origin, .runCreated, replay: createdRun) { () throws(CommandError) in
            let parent = try activeExperiment(experiment)
            let id = store.names.runID()
            var tags = tags.keepingLastValues
            let name = name ?? tags.value(of: WellKnownTag.runName) ?? store.names.generatedName()
            tags = (tags + [Tag(key: WellKnownTag.runName, value: name)]).keepingLastValues
            let facts = RunFacts(
                id: id, experiment: experiment, name: name, stage: .active,
                artifactLocation: parent.artifactLocation.appending("\(id)/artifacts"))
            let made = try submit(
                .runCreated(
                    RunCreated(
                        run: id, experiment: experiment, name: name, userID: userID, startTime: startTime,
                        artifactLocation: facts.artifactLocation, tags: tags)),
                by: origin)
            note(made) { [tags] overlay in
                overlay.runs.note(id, by: made) { entry in
                    entry.creation = made.position
                    entry.facts = InFlight(value: facts, made: made)
                    entry.stage = InFlight(value: .active, made: made)
                    entry.tags.set(tags, by: made)
                }
            }
            return committed(facts, by: made)
        }
    }

    /// Any status may follow any other. Nil leaves a field as it was; so does an empty name.
    ///
    /// - Parameter endTime: milliseconds since the Unix epoch.
    package func updateRun(
        _ id: RunID, status: RunStatus?, endTime: Int64?, name: String?, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<RunFacts> {
        try once(origin, .runUpdated, replay: updatedRun) { () throws(CommandError) in
            try runLocks.holding(id) { () throws(CommandError) in
                var facts = try activeRun(id)
                let name = name == "" ? nil : name
                if status == nil, endTime == nil, name == nil {
                    return established(facts, by: inFlight { $0.runs[id]?.facts?.made })
                }
                let made = try submit(
                    .runUpdated(RunUpdated(run: id, status: status, endTime: endTime, name: name)), by: origin)
                if let name {
                    facts.name = name
                    note(made) { [facts] overlay in
                        overlay.runs.note(id, by: made) { entry in
                            entry.facts = InFlight(value: facts, made: made)
                            entry.tags.set([Tag(key: WellKnownTag.runName, value: name)], by: made)
                        }
                    }
                }
                return committed(facts, by: made)
            }
        }
    }

    /// Deleting a deleted run changes nothing.
    package func deleteRun(_ id: RunID, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> {
        try changeStage(of: id, to: .deleted, by: origin)
    }

    /// Restoring an active run changes nothing.
    package func restoreRun(_ id: RunID, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> {
        try changeStage(of: id, to: .active, by: origin)
    }
}

extension CommandHandler {
    private func changeStage(
        of id: RunID, to stage: LifecycleStage, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .runLifecycleChanged) { () throws(CommandError) in
            try runLocks.holding(id) { () throws(CommandError) in
                let facts = try run(id)
                if facts.stage == stage {
                    return established((), by: inFlight { $0.stageChange(of: id, in: facts.experiment)?.made })
                }
                let made = try submit(.runLifecycleChanged(RunLifecycleChanged(run: id, stage: stage)), by: origin)
                note(made) { $0.runs.note(id, by: made) { $0.stage = InFlight(value: stage, made: made) } }
                return committed((), by: made)
            }
        }
    }

    private func createdRun(_ event: Event) throws(CommandError) -> RunFacts? {
        guard case .runCreated(let created) = event.body.payload else { return nil }
        return try run(created.run)
    }

    private func updatedRun(_ event: Event) throws(CommandError) -> RunFacts? {
        guard case .runUpdated(let updated) = event.body.payload else { return nil }
        return try run(updated.run)
    }
}
