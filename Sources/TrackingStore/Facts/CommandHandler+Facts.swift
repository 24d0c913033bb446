import SegmentLog
import Synchronization
package import TrackingEvents

/// The facts as commands see them: what the views know, under what is in flight.
///
/// The overlay is always looked at first: an entry leaves it only after the views have folded it, so what is missing there is known to them.
extension CommandHandler {
    func ask<Answer>(_ question: (any KnownFacts) throws -> Answer) throws(CommandError) -> Answer {
        do {
            if !isPrepared.load(ordering: .relaxed) {
                try prepareFacts?()
                isPrepared.store(true, ordering: .relaxed)
            }
            return try question(facts)
        } catch { throw .factsUnavailable("\(error)") }
    }

    func experiment(_ id: ExperimentID) throws(CommandError) -> ExperimentFacts {
        let (known, generation) = withFacts { facts in
            (facts.overlay.experiments[id]?.value ?? facts.rememberedExperiment(id), facts.generation)
        }
        if let known { return known }
        guard let found = try ask({ try $0.experiment(id) }) else { throw .unknownExperiment(id) }
        withFacts { $0.remember(found, since: generation) }
        return found
    }

    func activeExperiment(_ id: ExperimentID) throws(CommandError) -> ExperimentFacts {
        let known = try experiment(id)
        guard known.stage == .active else { throw .experimentDeleted(id) }
        return known
    }

    func experiment(named name: String) throws(CommandError) -> ExperimentFacts? {
        if let pending = inFlight({ $0.experimentNames[ExactText(name)] }) {
            guard let id = pending.value else { return nil }
            return try experiment(id)
        }
        guard let known = try ask({ try $0.experiment(named: name) }) else { return nil }
        return try experiment(known.id)
    }

    func run(_ id: RunID) throws(CommandError) -> RunFacts {
        while true {
            let (known, generation) = withFacts { facts in
                let known = facts.overlay.runs[id]?.facts?.value ?? facts.rememberedRun(id)
                return (known.map { facts.overlay.staged($0) }, facts.generation)
            }
            if let known { return known }
            guard let found = try ask({ try $0.run(id) }) else { throw .unknownRun(id) }
            let staged = withFacts { facts -> RunFacts? in
                // A change that was folded meanwhile may be missing in what was found, and is no longer in flight: look again.
                guard facts.generation == generation else { return nil }
                facts.remember(found, since: generation)
                return facts.overlay.staged(found)
            }
            if let staged { return staged }
        }
    }

    func activeRun(_ id: RunID) throws(CommandError) -> RunFacts {
        let known = try run(id)
        guard known.stage == .active else { throw .runDeleted(id) }
        return known
    }

    func tag(_ key: String, of run: RunID) throws(CommandError) -> String? {
        let entry = inFlight { $0.runs[run] }
        if let pending = entry?.tags[key] { return pending.value }
        if entry?.creation != nil { return nil }
        return try ask { try $0.tags(of: run, among: [key])[ExactText(key)] }
    }

    func tag(_ key: String, of experiment: ExperimentID) throws(CommandError) -> String? {
        if let pending = inFlight({ $0.experimentTags[.init(entity: experiment, key: key)] }) { return pending.value }
        return try ask { try $0.tags(of: experiment, among: [key])[ExactText(key)] }
    }

    func tag(_ key: String, of model: LoggedModelID) throws(CommandError) -> String? {
        let entry = inFlight { $0.loggedModels[model] }
        if let pending = entry?.tags[key] { return pending.value }
        if entry?.creation != nil { return nil }
        return try ask { try $0.tags(of: model, among: [key])[ExactText(key)] }
    }

    /// Deleted ones included.
    func anyLoggedModel(_ id: LoggedModelID) throws(CommandError) -> LoggedModelFacts {
        if let pending = inFlight({ $0.loggedModels[id]?.facts }) { return pending.value }
        guard let known = try ask({ try $0.loggedModel(id) }) else { throw .unknownLoggedModel(id) }
        return known
    }

    func loggedModel(_ id: LoggedModelID) throws(CommandError) -> LoggedModelFacts {
        let known = try anyLoggedModel(id)
        guard known.stage == .active else { throw .unknownLoggedModel(id) }
        return known
    }
}

/// The facts as a request may ask for them that prepares a command: what is in flight included.
extension CommandHandler {
    package func facts(ofRun id: RunID) throws(CommandError) -> RunFacts { try run(id) }

    /// Nil for an unknown or deleted one.
    package func facts(ofLoggedModel id: LoggedModelID) throws(CommandError) -> LoggedModelFacts? {
        do { return try loggedModel(id) } catch .unknownLoggedModel { return nil }
    }

    /// The command itself looks again, under the registry's lock.
    package func facts(ofRegisteredModelNamed name: String) throws(CommandError) -> RegisteredModelFacts {
        try registeredModel(named: name)
    }
}

/// The registry's facts. Commands ask only while the registry is locked.
extension CommandHandler {
    /// One look at what is in flight, before the views are asked: a second one, afterwards, could miss what was folded in between.
    func registeredModelIfAny(named name: String) throws(CommandError) -> RegisteredModelFacts? {
        let pending = inFlight { overlay -> RegisteredModelFacts?? in
            guard let holder = overlay.registeredNames[ExactText(name)] else { return nil }
            return .some(holder.value.flatMap { overlay.registeredModels[$0]?.value })
        }
        if let pending { return pending }
        return try ask { try $0.registeredModel(named: name) }
    }

    func registeredModel(named name: String) throws(CommandError) -> RegisteredModelFacts {
        guard let known = try registeredModelIfAny(named: name) else { throw .unknownRegisteredModel(name: name) }
        return known
    }

    func version(_ number: UInt32, of model: RegisteredModelFacts) throws(CommandError) -> ModelVersionFacts {
        let id = model.id
        if let pending = inFlight({ $0.versions[.init(model: id, number: number)] }) {
            guard let known = pending.value else { throw .unknownVersion(model: model.name, number: number) }
            return known
        }
        guard let known = try ask({ try $0.version(of: id, number: number) }) else {
            throw .unknownVersion(model: model.name, number: number)
        }
        return known
    }

    /// The version that the alias points at, which may have been deleted since.
    func version(of model: RegisteredModelID, alias: String) throws(CommandError) -> ModelVersionID? {
        if let pending = inFlight({ $0.aliases[.init(entity: model, key: alias)] }) { return pending.value }
        return try ask { try $0.version(of: model, alias: alias)?.id }
    }

    /// The live versions in `stage`, in ascending order of number.
    func versions(of model: RegisteredModelID, in stage: ModelStage) throws(CommandError) -> [ModelVersionFacts] {
        let pending = inFlight { $0.versions.entries.filter { $0.key.model == model } }
        var byNumber: [UInt32: ModelVersionFacts] = [:]
        for known in try ask({ try $0.versions(of: model, in: stage) }) { byNumber[known.number] = known }
        for (key, entry) in pending { byNumber[key.number] = entry.value }
        return byNumber.values.filter { $0.stage == stage }.sorted { $0.number < $1.number }
    }
}

/// The artifact tree's facts.
extension CommandHandler {
    func artifact(at path: String) throws(CommandError) -> BlobReference? {
        let (file, deletion) = inFlight { ($0.artifacts[ExactText(path)], $0.artifactDeletion(covering: path)) }
        if let deletion {
            guard let file, deletion.position < file.made.position else { return nil }
            return file.value
        }
        if let file { return file.value }
        return try ask { try $0.artifact(at: path) }
    }

    func hasArtifacts(below path: String) throws(CommandError) -> Bool {
        let (written, deletion) = inFlight { ($0.artifactDirectories[ExactText(path)], $0.artifactDeletion(covering: path)) }
        if let deletion { return written.map { deletion.position < $0.made.position } ?? false }
        if written != nil { return true }
        return try ask { try $0.hasArtifacts(below: path) }
    }
}
