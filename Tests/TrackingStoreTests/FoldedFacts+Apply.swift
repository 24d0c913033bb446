import TrackingEvents

extension FoldedFacts.State {
    /// Applies the next event of the total order.
    mutating func apply(_ event: Event) {
        if let request = event.head.requestID, requests[request] == nil { requests[request] = event.position }
        guard let payload = event.body.payload else { return }
        applyToTracking(payload)
        applyToRegistry(payload, event)
    }

    private mutating func applyToTracking(_ payload: EventPayload) {
        switch payload {
        case .experimentCreated(let it):
            guard experiments[it.experiment] == nil else { return }
            experiments[it.experiment] = ExperimentFacts(
                id: it.experiment, name: it.name, stage: .active, artifactLocation: it.artifactLocation)
            set(it.tags, in: &experimentTags[it.experiment])
        case .experimentRenamed(let it): experiments[it.experiment]?.name = it.name
        case .experimentLifecycleChanged(let it):
            experiments[it.experiment]?.stage = it.stage
            for id in runs.keys where runs[id]?.experiment == it.experiment { runs[id]?.stage = it.stage }
        case .experimentTagged(let it): set(it.tags, in: &experimentTags[it.experiment])
        case .experimentTagRemoved(let it): experimentTags[it.experiment]?[it.key] = nil
        case .runCreated(let it):
            runs[it.run] = RunFacts(
                id: it.run, experiment: it.experiment, name: it.name, stage: .active,
                artifactLocation: it.artifactLocation)
            set(it.tags, in: &runTags[it.run])
        case .runUpdated(let it):
            guard let name = it.name, !name.isEmpty else { return }
            runs[it.run]?.name = name
            runTags[it.run, default: [:]]["mlflow.runName"] = name
        case .runLifecycleChanged(let it): runs[it.run]?.stage = it.stage
        case .runDataLogged(let it):
            metricCounts[it.run, default: 0] += it.metrics.count
            for param in it.params where runParams[it.run]?[param.key] == nil {
                runParams[it.run, default: [:]][param.key] = param.value
            }
            set(it.tags, in: &runTags[it.run])
            if let name = it.tags.last(where: { $0.key == "mlflow.runName" })?.value, !name.isEmpty {
                runs[it.run]?.name = name
            }
        case .runTagRemoved(let it): runTags[it.run]?[it.key] = nil
        case .loggedModelCreated(let it):
            loggedModels[it.model] = LoggedModelFacts(
                id: it.model, experiment: it.experiment, sourceRun: it.sourceRun, status: .pending, stage: .active,
                artifactLocation: it.artifactLocation)
            set(it.params, in: &loggedModelParams[it.model])
            set(it.tags, in: &loggedModelTags[it.model])
        case .loggedModelStatusChanged(let it): loggedModels[it.model]?.status = it.status
        case .loggedModelTagged(let it): set(it.tags, in: &loggedModelTags[it.model])
        case .loggedModelTagRemoved(let it): loggedModelTags[it.model]?[it.key] = nil
        case .loggedModelParamsLogged(let it): set(it.params, in: &loggedModelParams[it.model])
        case .loggedModelLifecycleChanged(let it): loggedModels[it.model]?.stage = it.stage
        case .artifactWritten(let it): artifacts[it.path] = it.blob
        case .artifactDeleted(let it):
            artifacts = artifacts.filter { $0.key != it.path && !$0.key.hasPrefix(it.path + "/") }
        default: break
        }
    }

    private mutating func applyToRegistry(_ payload: EventPayload, _ event: Event) {
        switch payload {
        case .registeredModelCreated(let it):
            guard everRegistered.insert(it.model).inserted else { return }
            let isPrompt = it.tags.contains { $0.key == "mlflow.prompt.is_prompt" && $0.value == "true" }
            registeredModels[it.model] = RegisteredModelFacts(
                id: it.model, name: it.name, isPrompt: isPrompt, highestNumber: 0)
        case .registeredModelRenamed(let it): registeredModels[it.model]?.name = it.name
        case .registeredModelDeleted(let it):
            registeredModels[it.model] = nil
            versions = versions.filter { $0.value.model != it.model }
            aliases[it.model] = nil
        case .aliasSet(let it): aliases[it.model, default: [:]][it.alias] = it.version
        case .aliasRemoved(let it): aliases[it.model]?[it.alias] = nil
        case .modelVersionCreated(let it): creations[ModelVersionID(creation: event.position)] = it
        case .versionNumberAssigned(let it):
            guard let created = creations[it.version], versions[it.version] == nil else { return }
            versions[it.version] = ModelVersionFacts(
                id: it.version, model: it.model, number: it.number, stage: .none, source: created.source,
                storage: created.storage, run: created.run, loggedModel: created.loggedModel)
            let highest = registeredModels[it.model]?.highestNumber ?? 0
            registeredModels[it.model]?.highestNumber = max(highest, it.number)
        case .stageChanged(let it):
            for version in it.archived { versions[version]?.stage = .archived }
            versions[it.version]?.stage = it.stage
        case .modelVersionDeleted(let it):
            versions[it.version] = nil
            aliases[it.model] = aliases[it.model]?.filter { $0.value != it.version }
        default: break
        }
    }

    private func set(_ tags: [Tag], in table: inout [String: String]?) {
        var changed = table ?? [:]
        for tag in tags { changed[tag.key] = tag.value }
        table = changed
    }
}
