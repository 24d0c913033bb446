package import TrackingEvents

/// Registered models and their aliases. Commands on the registry are decided one at a time, across the store's processes.
extension CommandHandler {
    package func createRegisteredModel(
        name: String, description: String?, tags: [Tag], by origin: CommandOrigin
    ) throws(CommandError) -> Committed<RegisteredModelFacts> {
        try once(origin, .registeredModelCreated, replay: createdRegisteredModel) { () throws(CommandError) in
            try onRegistry { () throws(CommandError) in
                try checkIsFree(name)
                let id = try unusedRegisteredModelID(name)
                let tags = tags.keepingLastValues
                let facts = RegisteredModelFacts(
                    id: id, name: name, isPrompt: tags.value(of: WellKnownTag.isPrompt)?.lowercased() == "true",
                    highestNumber: 0)
                let made = try submit(
                    .registeredModelCreated(
                        RegisteredModelCreated(model: id, name: name, description: description, tags: tags)),
                    by: origin)
                note(made) { overlay in
                    overlay.registeredModels.set(id, to: facts, by: made)
                    overlay.registeredNames.set(ExactText(name), to: id, by: made)
                }
                return committed(facts, by: made)
            }
        }
    }

    /// Versions, tags and aliases follow.
    package func renameRegisteredModel(
        named name: String, to newName: String, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<RegisteredModelFacts> {
        try once(origin, .registeredModelRenamed, replay: renamedRegisteredModel) { () throws(CommandError) in
            try onRegistry { () throws(CommandError) in
                var facts = try registeredModel(named: name)
                if name == newName { return Committed(value: facts) }
                try checkIsFree(newName)
                facts.name = newName
                let made = try submit(
                    .registeredModelRenamed(RegisteredModelRenamed(model: facts.id, name: newName)), by: origin)
                note(made) { [facts] overlay in
                    overlay.registeredModels.set(facts.id, to: facts, by: made)
                    overlay.registeredNames.set(ExactText(name), to: nil, by: made)
                    overlay.registeredNames.set(ExactText(newName), to: facts.id, by: made)
                }
                return committed(facts, by: made)
            }
        }
    }

    /// - Parameter description: nil clears it.
    package func describeRegisteredModel(
        named name: String, description: String?, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try changeRegisteredModel(name, .registeredModelDescribed, by: origin) { model in
            .registeredModelDescribed(RegisteredModelDescribed(model: model, description: description))
        }
    }

    /// For good, with its versions, tags and aliases.
    package func deleteRegisteredModel(
        named name: String, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .registeredModelDeleted) { () throws(CommandError) in
            try onRegistry { () throws(CommandError) in
                let id = try registeredModel(named: name).id
                let made = try submit(.registeredModelDeleted(RegisteredModelDeleted(model: id)), by: origin)
                note(made) { overlay in
                    overlay.registeredModels.set(id, to: nil, by: made)
                    overlay.registeredNames.set(ExactText(name), to: nil, by: made)
                }
                return committed((), by: made)
            }
        }
    }

    package func tagRegisteredModel(
        named name: String, tags: [Tag], by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try changeRegisteredModel(name, .registeredModelTagged, by: origin) { model in
            .registeredModelTagged(RegisteredModelTagged(model: model, tags: tags.keepingLastValues))
        }
    }

    /// A tag that is not there is fine.
    package func removeRegisteredModelTag(
        named name: String, key: String, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try changeRegisteredModel(name, .registeredModelTagRemoved, by: origin) { model in
            .registeredModelTagRemoved(RegisteredModelTagRemoved(model: model, key: key))
        }
    }

    /// Points an alias at a version, away from the one it pointed at.
    package func setAlias(
        model name: String, alias: String, number: UInt32, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .aliasSet) { () throws(CommandError) in
            try onRegistry { () throws(CommandError) in
                let model = try registeredModel(named: name)
                let target = try version(number, of: model).id
                if try version(of: model.id, alias: alias) == target { return Committed(value: ()) }
                let made = try submit(
                    .aliasSet(AliasSet(model: model.id, alias: alias, version: target)), by: origin)
                note(made) { $0.aliases.set(.init(entity: model.id, key: alias), to: target, by: made) }
                return committed((), by: made)
            }
        }
    }

    /// An alias that is not there is fine.
    package func removeAlias(
        model name: String, alias: String, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .aliasRemoved) { () throws(CommandError) in
            try onRegistry { () throws(CommandError) in
                let model = try registeredModel(named: name)
                if try version(of: model.id, alias: alias) == nil { return Committed(value: ()) }
                let made = try submit(.aliasRemoved(AliasRemoved(model: model.id, alias: alias)), by: origin)
                note(made) { $0.aliases.set(.init(entity: model.id, key: alias), to: nil, by: made) }
                return committed((), by: made)
            }
        }
    }
}

extension CommandHandler {
    /// A change that no other rule depends on.
    private func changeRegisteredModel(
        _ name: String, _ type: EventType, by origin: CommandOrigin, to payload: (RegisteredModelID) -> EventPayload
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, type) { () throws(CommandError) in
            try onRegistry { () throws(CommandError) in
                let model = try registeredModel(named: name)
                return committed((), by: try submit(payload(model.id), by: origin))
            }
        }
    }

    private func checkIsFree(_ name: String) throws(CommandError) {
        guard let holder = try registeredModelIfAny(named: name) else { return }
        throw .registeredModelExists(name: name, isPrompt: holder.isPrompt)
    }

    /// The ID derived from the name, with the counter of the first that no model ever had.
    private func unusedRegisteredModelID(_ name: String) throws(CommandError) -> RegisteredModelID {
        var counter: UInt32 = 0
        while true {
            let id = RegisteredModelID.derived(fromName: name, counter: counter)
            var isTaken = inFlight { $0.registeredModels[id] != nil }
            if !isTaken { isTaken = try ask { try $0.isKnown(id) } }
            if !isTaken { return id }
            counter += 1
        }
    }

    private func createdRegisteredModel(_ event: Event) throws(CommandError) -> RegisteredModelFacts? {
        guard case .registeredModelCreated(let created) = event.body.payload else { return nil }
        return try registeredModelIfAny(named: created.name)
    }

    private func renamedRegisteredModel(_ event: Event) throws(CommandError) -> RegisteredModelFacts? {
        guard case .registeredModelRenamed(let renamed) = event.body.payload else { return nil }
        return try registeredModelIfAny(named: renamed.name)
    }
}
