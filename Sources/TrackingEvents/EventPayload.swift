/// What happened. One case for each event type that this release knows, and one for those it does not.
package enum EventPayload: Hashable, Sendable {
    case logOpened(LogOpened)
    case context(Context)
    case experimentCreated(ExperimentCreated)
    case experimentRenamed(ExperimentRenamed)
    case experimentLifecycleChanged(ExperimentLifecycleChanged)
    case experimentTagged(ExperimentTagged)
    case experimentTagRemoved(ExperimentTagRemoved)
    case runCreated(RunCreated)
    case runUpdated(RunUpdated)
    case runLifecycleChanged(RunLifecycleChanged)
    case runDataLogged(RunDataLogged)
    case runTagRemoved(RunTagRemoved)
    case runInputsLogged(RunInputsLogged)
    case runOutputsLogged(RunOutputsLogged)
    case loggedModelCreated(LoggedModelCreated)
    case loggedModelStatusChanged(LoggedModelStatusChanged)
    case loggedModelTagged(LoggedModelTagged)
    case loggedModelTagRemoved(LoggedModelTagRemoved)
    case loggedModelParamsLogged(LoggedModelParamsLogged)
    case loggedModelLifecycleChanged(LoggedModelLifecycleChanged)
    case artifactWritten(ArtifactWritten)
    case artifactDeleted(ArtifactDeleted)
    case registeredModelCreated(RegisteredModelCreated)
    case registeredModelRenamed(RegisteredModelRenamed)
    case registeredModelDescribed(RegisteredModelDescribed)
    case registeredModelDeleted(RegisteredModelDeleted)
    case registeredModelTagged(RegisteredModelTagged)
    case registeredModelTagRemoved(RegisteredModelTagRemoved)
    case aliasSet(AliasSet)
    case aliasRemoved(AliasRemoved)
    case modelVersionCreated(ModelVersionCreated)
    case versionNumberAssigned(VersionNumberAssigned)
    case modelVersionDescribed(ModelVersionDescribed)
    case stageChanged(StageChanged)
    case modelVersionTagged(ModelVersionTagged)
    case modelVersionTagRemoved(ModelVersionTagRemoved)
    case modelVersionDeleted(ModelVersionDeleted)
    /// An event of a later release: kept as it is.
    case unknown(EventType, payload: [UInt8])
}

extension EventPayload {
    package var type: EventType {
        switch self {
        case .logOpened: .logOpened
        case .context: .context
        case .experimentCreated: .experimentCreated
        case .experimentRenamed: .experimentRenamed
        case .experimentLifecycleChanged: .experimentLifecycleChanged
        case .experimentTagged: .experimentTagged
        case .experimentTagRemoved: .experimentTagRemoved
        case .runCreated: .runCreated
        case .runUpdated: .runUpdated
        case .runLifecycleChanged: .runLifecycleChanged
        case .runDataLogged: .runDataLogged
        case .runTagRemoved: .runTagRemoved
        case .runInputsLogged: .runInputsLogged
        case .runOutputsLogged: .runOutputsLogged
        case .loggedModelCreated: .loggedModelCreated
        case .loggedModelStatusChanged: .loggedModelStatusChanged
        case .loggedModelTagged: .loggedModelTagged
        case .loggedModelTagRemoved: .loggedModelTagRemoved
        case .loggedModelParamsLogged: .loggedModelParamsLogged
        case .loggedModelLifecycleChanged: .loggedModelLifecycleChanged
        case .artifactWritten: .artifactWritten
        case .artifactDeleted: .artifactDeleted
        case .registeredModelCreated: .registeredModelCreated
        case .registeredModelRenamed: .registeredModelRenamed
        case .registeredModelDescribed: .registeredModelDescribed
        case .registeredModelDeleted: .registeredModelDeleted
        case .registeredModelTagged: .registeredModelTagged
        case .registeredModelTagRemoved: .registeredModelTagRemoved
        case .aliasSet: .aliasSet
        case .aliasRemoved: .aliasRemoved
        case .modelVersionCreated: .modelVersionCreated
        case .versionNumberAssigned: .versionNumberAssigned
        case .modelVersionDescribed: .modelVersionDescribed
        case .stageChanged: .stageChanged
        case .modelVersionTagged: .modelVersionTagged
        case .modelVersionTagRemoved: .modelVersionTagRemoved
        case .modelVersionDeleted: .modelVersionDeleted
        case .unknown(let type, _): type
        }
    }
}
