import ByteCoding

extension EventPayload {
    /// The payload's bytes: those of its message, or those that were kept.
    func encoded() -> [UInt8] {
        switch self {
        case .logOpened(let it): WireCodec.encode(it)
        case .context(let it): WireCodec.encode(it)
        case .experimentCreated(let it): WireCodec.encode(it)
        case .experimentRenamed(let it): WireCodec.encode(it)
        case .experimentLifecycleChanged(let it): WireCodec.encode(it)
        case .experimentTagged(let it): WireCodec.encode(it)
        case .experimentTagRemoved(let it): WireCodec.encode(it)
        case .runCreated(let it): WireCodec.encode(it)
        case .runUpdated(let it): WireCodec.encode(it)
        case .runLifecycleChanged(let it): WireCodec.encode(it)
        case .runDataLogged(let it): WireCodec.encode(it)
        case .runTagRemoved(let it): WireCodec.encode(it)
        case .runInputsLogged(let it): WireCodec.encode(it)
        case .runOutputsLogged(let it): WireCodec.encode(it)
        case .loggedModelCreated(let it): WireCodec.encode(it)
        case .loggedModelStatusChanged(let it): WireCodec.encode(it)
        case .loggedModelTagged(let it): WireCodec.encode(it)
        case .loggedModelTagRemoved(let it): WireCodec.encode(it)
        case .loggedModelParamsLogged(let it): WireCodec.encode(it)
        case .loggedModelLifecycleChanged(let it): WireCodec.encode(it)
        case .artifactWritten(let it): WireCodec.encode(it)
        case .artifactDeleted(let it): WireCodec.encode(it)
        case .registeredModelCreated(let it): WireCodec.encode(it)
        case .registeredModelRenamed(let it): WireCodec.encode(it)
        case .registeredModelDescribed(let it): WireCodec.encode(it)
        case .registeredModelDeleted(let it): WireCodec.encode(it)
        case .registeredModelTagged(let it): WireCodec.encode(it)
        case .registeredModelTagRemoved(let it): WireCodec.encode(it)
        case .aliasSet(let it): WireCodec.encode(it)
        case .aliasRemoved(let it): WireCodec.encode(it)
        case .modelVersionCreated(let it): WireCodec.encode(it)
        case .versionNumberAssigned(let it): WireCodec.encode(it)
        case .modelVersionDescribed(let it): WireCodec.encode(it)
        case .stageChanged(let it): WireCodec.encode(it)
        case .modelVersionTagged(let it): WireCodec.encode(it)
        case .modelVersionTagRemoved(let it): WireCodec.encode(it)
        case .modelVersionDeleted(let it): WireCodec.encode(it)
        case .unknown(_, let payload): payload
        }
    }

    /// Reads the payload of an event.
    ///
    /// - Parameter baseOffset: where `bytes` lie in the body, for errors.
    init(_ bytes: Span<UInt8>, type: EventType, schemaVersion: UInt32, baseOffset: Int) throws(EventDecodingError) {
        func message<Payload: WirePayload>(_ payload: Payload.Type) throws(EventDecodingError) -> Payload {
            try WireCodec.decode(payload, from: bytes, as: type, baseOffset: baseOffset)
        }
        guard schemaVersion == 1 else {
            self = .unknown(type, payload: [UInt8](copying: bytes))
            return
        }
        switch type {
        case .logOpened: self = .logOpened(try message(LogOpened.self))
        case .context: self = .context(try message(Context.self))
        case .experimentCreated: self = .experimentCreated(try message(ExperimentCreated.self))
        case .experimentRenamed: self = .experimentRenamed(try message(ExperimentRenamed.self))
        case .experimentLifecycleChanged: self = .experimentLifecycleChanged(try message(ExperimentLifecycleChanged.self))
        case .experimentTagged: self = .experimentTagged(try message(ExperimentTagged.self))
        case .experimentTagRemoved: self = .experimentTagRemoved(try message(ExperimentTagRemoved.self))
        case .runCreated: self = .runCreated(try message(RunCreated.self))
        case .runUpdated: self = .runUpdated(try message(RunUpdated.self))
        case .runLifecycleChanged: self = .runLifecycleChanged(try message(RunLifecycleChanged.self))
        case .runDataLogged: self = .runDataLogged(try message(RunDataLogged.self))
        case .runTagRemoved: self = .runTagRemoved(try message(RunTagRemoved.self))
        case .runInputsLogged: self = .runInputsLogged(try message(RunInputsLogged.self))
        case .runOutputsLogged: self = .runOutputsLogged(try message(RunOutputsLogged.self))
        case .loggedModelCreated: self = .loggedModelCreated(try message(LoggedModelCreated.self))
        case .loggedModelStatusChanged: self = .loggedModelStatusChanged(try message(LoggedModelStatusChanged.self))
        case .loggedModelTagged: self = .loggedModelTagged(try message(LoggedModelTagged.self))
        case .loggedModelTagRemoved: self = .loggedModelTagRemoved(try message(LoggedModelTagRemoved.self))
        case .loggedModelParamsLogged: self = .loggedModelParamsLogged(try message(LoggedModelParamsLogged.self))
        case .loggedModelLifecycleChanged: self = .loggedModelLifecycleChanged(try message(LoggedModelLifecycleChanged.self))
        case .artifactWritten: self = .artifactWritten(try message(ArtifactWritten.self))
        case .artifactDeleted: self = .artifactDeleted(try message(ArtifactDeleted.self))
        case .registeredModelCreated: self = .registeredModelCreated(try message(RegisteredModelCreated.self))
        case .registeredModelRenamed: self = .registeredModelRenamed(try message(RegisteredModelRenamed.self))
        case .registeredModelDescribed: self = .registeredModelDescribed(try message(RegisteredModelDescribed.self))
        case .registeredModelDeleted: self = .registeredModelDeleted(try message(RegisteredModelDeleted.self))
        case .registeredModelTagged: self = .registeredModelTagged(try message(RegisteredModelTagged.self))
        case .registeredModelTagRemoved: self = .registeredModelTagRemoved(try message(RegisteredModelTagRemoved.self))
        case .aliasSet: self = .aliasSet(try message(AliasSet.self))
        case .aliasRemoved: self = .aliasRemoved(try message(AliasRemoved.self))
        case .modelVersionCreated: self = .modelVersionCreated(try message(ModelVersionCreated.self))
        case .versionNumberAssigned: self = .versionNumberAssigned(try message(VersionNumberAssigned.self))
        case .modelVersionDescribed: self = .modelVersionDescribed(try message(ModelVersionDescribed.self))
        case .stageChanged: self = .stageChanged(try message(StageChanged.self))
        case .modelVersionTagged: self = .modelVersionTagged(try message(ModelVersionTagged.self))
        case .modelVersionTagRemoved: self = .modelVersionTagRemoved(try message(ModelVersionTagRemoved.self))
        case .modelVersionDeleted: self = .modelVersionDeleted(try message(ModelVersionDeleted.self))
        default: self = .unknown(type, payload: [UInt8](copying: bytes))
        }
    }
}
