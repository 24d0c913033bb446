import LogPositions
package import TrackingEvents

/// Versions of registered models. A number is used once: the highest that the model ever had, and one.
extension CommandHandler {
    /// The version and the assignment of its number, in one batch.
    ///
    /// - Parameters:
    ///   - source: where the model's files are, as its client named it.
    ///   - storage: where they are really, when the source is a reference to another version.
    package func createVersion(
        of name: String, source: ArtifactLocation, storage: ArtifactLocation?, run: RunID?, loggedModel: LoggedModelID?,
        runLink: String, description: String, tags: [Tag], by origin: CommandOrigin
    ) throws(CommandError) -> Committed<ModelVersionFacts> {
        try once(origin, .modelVersionCreated, replay: createdVersion) { () throws(CommandError) in
            try onRegistry { () throws(CommandError) in
                var model = try registeredModel(named: name)
                let id = model.id
                model.highestNumber += 1
                let number = model.highestNumber
                let creation = ModelVersionCreated(
                    model: id, provisionalNumber: number, source: source, storage: storage, run: run,
                    loggedModel: loggedModel, runLink: runLink, description: description, tags: tags.keepingLastValues)
                let made = try store.submit(to: .registry, by: origin) { position in
                    let assignment = VersionNumberAssigned(
                        model: id, version: ModelVersionID(creation: position), number: number, authority: store.id,
                        epoch: Self.ownEpoch)
                    return [.modelVersionCreated(creation), .versionNumberAssigned(assignment)]
                }
                let facts = ModelVersionFacts(
                    id: ModelVersionID(creation: made.position), model: id, number: number, stage: .none, source: source,
                    storage: storage, run: run, loggedModel: loggedModel)
                // The facts are known to the views when they have folded the assignment, the record after the creation.
                var assigned = made
                assigned.position.sequence = made.position.sequence.advanced(by: 1)
                note(assigned) { [model, assigned] overlay in
                    overlay.registeredModels.set(id, to: model, by: assigned)
                    overlay.registeredNames.set(ExactText(model.name), to: id, by: assigned)
                    overlay.versions.set(.init(model: id, number: number), to: facts, by: assigned)
                }
                return committed(facts, by: made)
            }
        }
    }

    /// - Parameter description: nil clears it.
    package func describeVersion(
        of name: String, number: UInt32, description: String?, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try changeVersion(number, of: name, .modelVersionDescribed, by: origin) { version in
            .modelVersionDescribed(
                ModelVersionDescribed(model: version.model, version: version.id, description: description))
        }
    }

    /// - Parameter archivingExisting: whether every other version in the target stage goes to the archive, in the same event. Means
    ///   nothing for a target other than staging and production.
    package func transitionStage(
        of name: String, number: UInt32, to stage: ModelStage, archivingExisting: Bool, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<ModelVersionFacts> {
        let replay = { (event: Event) throws(CommandError) -> ModelVersionFacts? in
            guard case .stageChanged = event.body.payload else { return nil }
            return try self.version(number, of: try self.registeredModel(named: name))
        }
        return try once(origin, .stageChanged, replay: replay) { () throws(CommandError) in
            try onRegistry { () throws(CommandError) in
                var moved = try version(number, of: try registeredModel(named: name))
                moved.stage = stage
                var archived: [ModelVersionFacts] = []
                if archivingExisting, stage == .staging || stage == .production {
                    archived = try versions(of: moved.model, in: stage).filter { $0.number != number }
                }
                let made = try submit(
                    .stageChanged(
                        StageChanged(model: moved.model, version: moved.id, stage: stage, archived: archived.map(\.id))),
                    by: origin)
                note(made) { [moved, archived] overlay in
                    for var version in archived {
                        version.stage = .archived
                        overlay.versions.set(.init(model: version.model, number: version.number), to: version, by: made)
                    }
                    overlay.versions.set(.init(model: moved.model, number: number), to: moved, by: made)
                }
                return committed(moved, by: made)
            }
        }
    }

    package func tagVersion(
        of name: String, number: UInt32, tags: [Tag], by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try changeVersion(number, of: name, .modelVersionTagged, by: origin) { version in
            .modelVersionTagged(
                ModelVersionTagged(model: version.model, version: version.id, tags: tags.keepingLastValues))
        }
    }

    /// A tag that is not there is fine.
    package func removeVersionTag(
        of name: String, number: UInt32, key: String, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try changeVersion(number, of: name, .modelVersionTagRemoved, by: origin) { version in
            .modelVersionTagRemoved(ModelVersionTagRemoved(model: version.model, version: version.id, key: key))
        }
    }

    /// With its aliases. Its number is never used again.
    package func deleteVersion(
        of name: String, number: UInt32, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .modelVersionDeleted) { () throws(CommandError) in
            try onRegistry { () throws(CommandError) in
                let deleted = try version(number, of: try registeredModel(named: name))
                let made = try submit(
                    .modelVersionDeleted(ModelVersionDeleted(model: deleted.model, version: deleted.id)), by: origin)
                note(made) { $0.versions.set(.init(model: deleted.model, number: number), to: nil, by: made) }
                return committed((), by: made)
            }
        }
    }
}

extension CommandHandler {
    /// The epoch of a store that is its own authority.
    private static let ownEpoch: UInt32 = 0

    /// A change that no other rule depends on.
    private func changeVersion(
        _ number: UInt32, of name: String, _ type: EventType, by origin: CommandOrigin,
        to payload: (ModelVersionFacts) -> EventPayload
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, type) { () throws(CommandError) in
            try onRegistry { () throws(CommandError) in
                let changed = try version(number, of: try registeredModel(named: name))
                return committed((), by: try submit(payload(changed), by: origin))
            }
        }
    }

    private func createdVersion(_ event: Event) throws(CommandError) -> ModelVersionFacts? {
        guard case .modelVersionCreated(let created) = event.body.payload else { return nil }
        let known = try ask { try $0.version(of: created.model, number: created.provisionalNumber) }
        guard let known, known.id.creation == event.position else { return nil }
        return known
    }
}
