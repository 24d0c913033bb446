package import TrackingEvents

/// Experiments: names are unique, deleted ones included; deleting is soft and cascades to the runs.
extension CommandHandler {
    /// - Parameter artifactLocation: nil for the default, a directory of the artifact tree named by the experiment's ID.
    package func createExperiment(
        name: String, artifactLocation: ArtifactLocation?, tags: [Tag], by origin: CommandOrigin
    ) throws(CommandError) -> Committed<ExperimentFacts> {
        try once(origin, .experimentCreated, replay: createdExperiment) { () throws(CommandError) in
            try experimentLock.holding { () throws(CommandError) in
                if let holder = try experiment(named: name) {
                    throw .experimentExists(name: name, isDeleted: holder.stage == .deleted)
                }
                let id = try unusedExperimentID(name)
                let facts = ExperimentFacts(
                    id: id, name: name, stage: .active, artifactLocation: artifactLocation ?? .tree(path: "\(id)"))
                let tags = tags.keepingLastValues
                let made = try submit(
                    .experimentCreated(
                        ExperimentCreated(
                            experiment: id, name: name, artifactLocation: facts.artifactLocation, tags: tags)),
                    by: origin)
                note(made) { overlay in
                    overlay.experiments.set(id, to: facts, by: made)
                    overlay.experimentNames.set(ExactText(name), to: id, by: made)
                    for tag in tags {
                        overlay.experimentTags.set(.init(entity: id, key: tag.key), to: tag.value, by: made)
                    }
                }
                return committed(facts, by: made)
            }
        }
    }

    /// Refused while the experiment is deleted.
    package func renameExperiment(
        _ id: ExperimentID, to name: String, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<ExperimentFacts> {
        try once(origin, .experimentRenamed, replay: renamedExperiment) { () throws(CommandError) in
            try experimentLock.holding { () throws(CommandError) in
                var facts = try activeExperiment(id)
                let oldName = facts.name
                if oldName == name { return established(facts, by: inFlight { $0.experiments[id]?.made }) }
                if let holder = try experiment(named: name) {
                    throw .experimentExists(name: name, isDeleted: holder.stage == .deleted)
                }
                facts.name = name
                let made = try submit(
                    .experimentRenamed(ExperimentRenamed(experiment: id, name: name)), by: origin)
                note(made) { [facts] overlay in
                    overlay.experiments.set(id, to: facts, by: made)
                    overlay.experimentNames.set(ExactText(oldName), to: nil, by: made)
                    overlay.experimentNames.set(ExactText(name), to: id, by: made)
                }
                return committed(facts, by: made)
            }
        }
    }

    /// Refused when it is deleted already. Its runs are deleted with it.
    package func deleteExperiment(
        _ id: ExperimentID, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try changeStage(of: id, to: .deleted, by: origin)
    }

    /// Refused when it is not deleted. All of its runs are restored, those too that had been deleted by themselves.
    package func restoreExperiment(
        _ id: ExperimentID, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try changeStage(of: id, to: .active, by: origin)
    }

    package func tagExperiment(
        _ id: ExperimentID, tags: [Tag], by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .experimentTagged) { () throws(CommandError) in
            try experimentLock.holding { () throws(CommandError) in
                _ = try activeExperiment(id)
                let tags = tags.keepingLastValues
                guard !tags.isEmpty else { return Committed(value: ()) }
                try checkCustomViews(of: id, adding: tags)
                let made = try submit(.experimentTagged(ExperimentTagged(experiment: id, tags: tags)), by: origin)
                note(made) { overlay in
                    for tag in tags {
                        overlay.experimentTags.set(.init(entity: id, key: tag.key), to: tag.value, by: made)
                    }
                }
                return committed((), by: made)
            }
        }
    }

    package func removeExperimentTag(
        _ id: ExperimentID, key: String, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .experimentTagRemoved) { () throws(CommandError) in
            try experimentLock.holding { () throws(CommandError) in
                _ = try activeExperiment(id)
                guard try tag(key, of: id) != nil else { throw .unknownExperimentTag(id, key: key) }
                let made = try submit(
                    .experimentTagRemoved(ExperimentTagRemoved(experiment: id, key: key)), by: origin)
                note(made) { $0.experimentTags.set(.init(entity: id, key: key), to: nil, by: made) }
                return committed((), by: made)
            }
        }
    }
}

extension CommandHandler {
    private func changeStage(
        of id: ExperimentID, to stage: LifecycleStage, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .experimentLifecycleChanged) { () throws(CommandError) in
            try experimentLock.holding { () throws(CommandError) in
                var facts = try experiment(id)
                guard facts.stage != stage else {
                    throw stage == .deleted ? .experimentDeleted(id) : .experimentNotDeleted(id)
                }
                facts.stage = stage
                let made = try submit(
                    .experimentLifecycleChanged(ExperimentLifecycleChanged(experiment: id, stage: stage)), by: origin)
                note(made) { [facts] overlay in
                    overlay.experiments.set(id, to: facts, by: made)
                    overlay.experimentStages.set(id, to: stage, by: made)
                }
                return committed((), by: made)
            }
        }
    }

    /// The ID derived from the name, with the counter of the first that no experiment has.
    private func unusedExperimentID(_ name: String) throws(CommandError) -> ExperimentID {
        var counter: UInt32 = 0
        while true {
            let id = ExperimentID.derived(fromName: name, counter: counter)
            var isTaken = inFlight { $0.experiments[id] != nil }
            if !isTaken { isTaken = try ask { try $0.experiment(id) } != nil }
            if !isTaken { return id }
            counter += 1
        }
    }

    private func checkCustomViews(of id: ExperimentID, adding tags: [Tag]) throws(CommandError) {
        let prefix = WellKnownTag.customViewPrefix
        let added = tags.map(\.key).filter { $0.hasPrefix(prefix) }
        guard !added.isEmpty else { return }
        let pending = inFlight { overlay in
            overlay.experimentTags.entries.filter { $0.key.entity == id && $0.key.key.text.hasPrefix(prefix) }
        }
        var after = Dictionary(uniqueKeysWithValues: pending.map { ($0.key.key, $0.value.value != nil) })
        for key in added { after[ExactText(key)] = true }
        let changed = after.keys.map(\.text)
        let known = try ask { try $0.tags(of: id, among: changed) }
        var count = try ask { try $0.tagCount(of: id, keyPrefix: prefix) }
        for (key, stays) in after { count += (stays ? 1 : 0) - (known[key] == nil ? 0 : 1) }
        guard count > WellKnownTag.customViewCountMax else { return }
        throw .tooManyExperimentTags(id, prefix: prefix, limit: WellKnownTag.customViewCountMax)
    }

    private func createdExperiment(_ event: Event) throws(CommandError) -> ExperimentFacts? {
        guard case .experimentCreated(let created) = event.body.payload else { return nil }
        return try experiment(created.experiment)
    }

    private func renamedExperiment(_ event: Event) throws(CommandError) -> ExperimentFacts? {
        guard case .experimentRenamed(let renamed) = event.body.payload else { return nil }
        return try experiment(renamed.experiment)
    }
}
