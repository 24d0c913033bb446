package import TrackingEvents

/// Logged models: names are labels, params strictly write-once. A deleted one is unknown to all but deleting and restoring.
extension CommandHandler {
    /// - Parameter name: nil or empty for a generated one.
    package func createLoggedModel(
        experiment: ExperimentID, name: String?, modelType: String?, sourceRun: RunID?, params: [Param], tags: [Tag],
        by origin: CommandOrigin
    ) throws(CommandError) -> Committed<LoggedModelFacts> {
        try once(origin, .loggedModelCreated, replay: createdLoggedModel) { () throws(CommandError) in
            let parent = try activeExperiment(experiment)
            let id = store.names.loggedModelID()
            let facts = LoggedModelFacts(
                id: id, experiment: experiment, sourceRun: sourceRun, status: .pending, stage: .active,
                artifactLocation: parent.artifactLocation.appending("models/\(id)/artifacts"))
            let tags = tags.keepingLastValues
            let label = name.flatMap { $0.isEmpty ? nil : $0 } ?? store.names.generatedName()
            let made = try submit(
                .loggedModelCreated(
                    LoggedModelCreated(
                        model: id, experiment: experiment, name: label, modelType: modelType, sourceRun: sourceRun,
                        artifactLocation: facts.artifactLocation, params: params, tags: tags)),
                by: origin)
            note(made) { overlay in
                overlay.loggedModels.note(id, by: made) { entry in
                    entry.creation = made.position
                    entry.facts = InFlight(value: facts, made: made)
                    entry.params.set(params, by: made)
                    entry.tags.set(tags, by: made)
                }
            }
            return committed(facts, by: made)
        }
    }

    /// Any status may follow any other.
    package func setLoggedModelStatus(
        _ id: LoggedModelID, status: LoggedModelStatus, message: String?, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .loggedModelStatusChanged) { () throws(CommandError) in
            try loggedModelLocks.holding(id) { () throws(CommandError) in
                var facts = try loggedModel(id)
                if facts.status == status, message == nil {
                    return established((), by: inFlight { $0.loggedModels[id]?.facts?.made })
                }
                facts.status = status
                let made = try submit(
                    .loggedModelStatusChanged(LoggedModelStatusChanged(model: id, status: status, message: message)),
                    by: origin)
                note(made) { [facts] in $0.setFacts(facts, by: made) }
                return committed((), by: made)
            }
        }
    }

    package func tagLoggedModel(
        _ id: LoggedModelID, tags: [Tag], by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .loggedModelTagged) { () throws(CommandError) in
            try loggedModelLocks.holding(id) { () throws(CommandError) in
                _ = try loggedModel(id)
                if tags.isEmpty { return Committed(value: ()) }
                return try setTags(tags.keepingLastValues, of: id, by: origin)
            }
        }
    }

    package func removeLoggedModelTag(
        _ id: LoggedModelID, key: String, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .loggedModelTagRemoved) { () throws(CommandError) in
            try loggedModelLocks.holding(id) { () throws(CommandError) in
                _ = try loggedModel(id)
                guard try tag(key, of: id) != nil else { throw .unknownLoggedModelTag(id, key: key) }
                let made = try submit(
                    .loggedModelTagRemoved(LoggedModelTagRemoved(model: id, key: key)), by: origin)
                note(made) { $0.loggedModels.note(id, by: made) { $0.tags.remove(key, by: made) } }
                return committed((), by: made)
            }
        }
    }

    /// Sets a tag to what `edit` makes of its present value, nil when there is none. No other command on the model comes between.
    package func editLoggedModelTag(
        model id: LoggedModelID, key: String, by origin: CommandOrigin, edit: (String?) throws(CommandError) -> String
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .loggedModelTagged) { () throws(CommandError) in
            try loggedModelLocks.holding(id) { () throws(CommandError) in
                _ = try loggedModel(id)
                let edited = Tag(key: key, value: try edit(try tag(key, of: id)))
                return try setTags([edited], of: id, by: origin)
            }
        }
    }

    /// A key that the model has is refused, whatever the value.
    package func addLoggedModelParams(
        _ id: LoggedModelID, params: [Param], by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .loggedModelParamsLogged) { () throws(CommandError) in
            try loggedModelLocks.holding(id) { () throws(CommandError) in
                _ = try loggedModel(id)
                if params.isEmpty { return Committed(value: ()) }
                try checkAreNew(params, of: id)
                let made = try submit(
                    .loggedModelParamsLogged(LoggedModelParamsLogged(model: id, params: params)), by: origin)
                note(made) { $0.loggedModels.note(id, by: made) { $0.params.set(params, by: made) } }
                return committed((), by: made)
            }
        }
    }

    /// Deleting a deleted model changes nothing.
    package func deleteLoggedModel(
        _ id: LoggedModelID, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try changeStage(of: id, to: .deleted, by: origin)
    }

    /// Restoring an active model changes nothing.
    package func restoreLoggedModel(
        _ id: LoggedModelID, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try changeStage(of: id, to: .active, by: origin)
    }
}

extension CommandHandler {
    private func changeStage(
        of id: LoggedModelID, to stage: LifecycleStage, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .loggedModelLifecycleChanged) { () throws(CommandError) in
            try loggedModelLocks.holding(id) { () throws(CommandError) in
                var facts = try anyLoggedModel(id)
                if facts.stage == stage { return established((), by: inFlight { $0.loggedModels[id]?.facts?.made }) }
                facts.stage = stage
                let made = try submit(
                    .loggedModelLifecycleChanged(LoggedModelLifecycleChanged(model: id, stage: stage)), by: origin)
                note(made) { [facts] in $0.setFacts(facts, by: made) }
                return committed((), by: made)
            }
        }
    }

    private func setTags(
        _ tags: [Tag], of id: LoggedModelID, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        let made = try submit(.loggedModelTagged(LoggedModelTagged(model: id, tags: tags)), by: origin)
        note(made) { $0.loggedModels.note(id, by: made) { $0.tags.set(tags, by: made) } }
        return committed((), by: made)
    }

    private func checkAreNew(_ params: [Param], of id: LoggedModelID) throws(CommandError) {
        let keys = params.map(\.key)
        let entry = inFlight { $0.loggedModels[id] }
        if let pending = keys.first(where: { entry?.params[$0] != nil }) { throw .loggedModelParamExists(id, key: pending) }
        if entry?.creation != nil { return }
        let known = try ask { try $0.params(of: id, among: keys) }
        if let key = keys.first(where: { known[ExactText($0)] != nil }) { throw .loggedModelParamExists(id, key: key) }
    }

    private func createdLoggedModel(_ event: Event) throws(CommandError) -> LoggedModelFacts? {
        guard case .loggedModelCreated(let created) = event.body.payload else { return nil }
        return try anyLoggedModel(created.model)
    }
}

extension FactsOverlay {
    fileprivate mutating func setFacts(_ facts: LoggedModelFacts, by made: Commitment) {
        loggedModels.note(facts.id, by: made) { $0.facts = InFlight(value: facts, made: made) }
    }
}
