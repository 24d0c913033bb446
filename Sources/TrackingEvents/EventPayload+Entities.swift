extension EventPayload {
    /// What the event is about, the chief entity first: what its head names and the entity index holds.
    package var entities: [EntityID] {
        switch self {
        case .logOpened, .context, .unknown: []
        case .experimentCreated(let it): [.experiment(it.experiment)]
        case .experimentRenamed(let it): [.experiment(it.experiment)]
        case .experimentLifecycleChanged(let it): [.experiment(it.experiment)]
        case .experimentTagged(let it): [.experiment(it.experiment)]
        case .experimentTagRemoved(let it): [.experiment(it.experiment)]
        case .runCreated(let it): [.run(it.run), .experiment(it.experiment)]
        case .runUpdated(let it): [.run(it.run)]
        case .runLifecycleChanged(let it): [.run(it.run)]
        case .runDataLogged(let it): [.run(it.run)]
        case .runTagRemoved(let it): [.run(it.run)]
        case .runInputsLogged(let it): [.run(it.run)] + it.models.map { .loggedModel($0) }
        case .runOutputsLogged(let it): [.run(it.run)] + it.models.map { .loggedModel($0.model) }
        case .loggedModelCreated(let it):
            [.loggedModel(it.model), .experiment(it.experiment)] + (it.sourceRun.map { [.run($0)] } ?? [])
        case .loggedModelStatusChanged(let it): [.loggedModel(it.model)]
        case .loggedModelTagged(let it): [.loggedModel(it.model)]
        case .loggedModelTagRemoved(let it): [.loggedModel(it.model)]
        case .loggedModelParamsLogged(let it): [.loggedModel(it.model)]
        case .loggedModelLifecycleChanged(let it): [.loggedModel(it.model)]
        case .artifactWritten(let it): it.owner.map { [$0] } ?? []
        case .artifactDeleted(let it): it.owner.map { [$0] } ?? []
        case .registeredModelCreated(let it): [.registeredModel(it.model)]
        case .registeredModelRenamed(let it): [.registeredModel(it.model)]
        case .registeredModelDescribed(let it): [.registeredModel(it.model)]
        case .registeredModelDeleted(let it): [.registeredModel(it.model)]
        case .registeredModelTagged(let it): [.registeredModel(it.model)]
        case .registeredModelTagRemoved(let it): [.registeredModel(it.model)]
        case .aliasSet(let it): [.modelVersion(it.version), .registeredModel(it.model)]
        case .aliasRemoved(let it): [.registeredModel(it.model)]
        case .modelVersionCreated(let it):
            [.registeredModel(it.model)] + (it.run.map { [.run($0)] } ?? []) + (it.loggedModel.map { [.loggedModel($0)] } ?? [])
        case .versionNumberAssigned(let it): [.modelVersion(it.version), .registeredModel(it.model)]
        case .modelVersionDescribed(let it): [.modelVersion(it.version), .registeredModel(it.model)]
        case .stageChanged(let it):
            [.modelVersion(it.version), .registeredModel(it.model)] + it.archived.map { .modelVersion($0) }
        case .modelVersionTagged(let it): [.modelVersion(it.version), .registeredModel(it.model)]
        case .modelVersionTagRemoved(let it): [.modelVersion(it.version), .registeredModel(it.model)]
        case .modelVersionDeleted(let it): [.modelVersion(it.version), .registeredModel(it.model)]
        }
    }
}
