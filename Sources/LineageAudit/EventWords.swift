import TrackingEvents

/// Says in plain English what an event did.
struct EventWords {
    /// The versions of the registered model that have a number.
    var versionNumbers: [ModelVersionID: UInt32]

    /// `version 7`, or by position while it has no number.
    func name(of version: ModelVersionID) -> String {
        versionNumbers[version].map { "version \($0)" } ?? "the version created at \(version)"
    }

    /// One line, without a full stop.
    func summary(of event: Event) -> String {
        switch event.body {
        case .erased: "\(event.head.type) (its content was erased)"
        case .full(_, let payload): summary(of: payload)
        }
    }

    private func summary(of payload: EventPayload) -> String {
        registrySummary(of: payload) ?? runSummary(of: payload) ?? modelSummary(of: payload) ?? otherSummary(of: payload)
    }

    private func runSummary(of payload: EventPayload) -> String? {
        switch payload {
        case .runCreated(let it): "Run \(quoted(it.name)) began in experiment \(it.experiment)"
        case .runUpdated(let it): summary(of: it)
        case .runLifecycleChanged(let it): it.stage == .deleted ? "The run was deleted" : "The run was restored"
        case .runDataLogged(let it):
            "Logged " + list([points(it.metrics), counted(it.params.count, "param"), counted(it.tags.count, "tag")])
        case .runTagRemoved(let it): "Tag \(quoted(it.key)) of the run was removed"
        case .runInputsLogged(let it):
            "The run read "
                + list(
                    it.datasets.map { "dataset \(quoted($0.dataset.name)) (digest \($0.dataset.digest))" } + it.models.map { "model \($0)" }
                )
        case .runOutputsLogged(let it): "The run produced " + list(it.models.map { "model \($0.model)" })
        default: nil
        }
    }

    private func modelSummary(of payload: EventPayload) -> String? {
        switch payload {
        case .loggedModelCreated(let it): "Model \(quoted(it.name)) was begun" + (it.sourceRun.map { " by run \($0)" } ?? "")
        case .loggedModelStatusChanged(let it): "The model became \(word(for: it.status))" + (it.message.map { ": \($0)" } ?? "")
        case .loggedModelTagged(let it): "Set " + list([counted(it.tags.count, "tag")]) + " of the model"
        case .loggedModelTagRemoved(let it): "Tag \(quoted(it.key)) of the model was removed"
        case .loggedModelParamsLogged(let it): "Logged " + list([counted(it.params.count, "param")]) + " of the model"
        case .loggedModelLifecycleChanged(let it): it.stage == .deleted ? "The model was deleted" : "The model was restored"
        case .artifactWritten(let it): "Artifact \(it.path) was written, \(it.blob.byteCount) bytes"
        case .artifactDeleted(let it): "Artifact \(it.path) was deleted"
        default: nil
        }
    }

    private func registrySummary(of payload: EventPayload) -> String? {
        switch payload {
        case .registeredModelCreated(let it): "Registered model \(quoted(it.name)) was created"
        case .registeredModelRenamed(let it): "The registered model was renamed to \(quoted(it.name))"
        case .registeredModelDescribed(let it): "The registered model's description was \(it.description == nil ? "cleared" : "set")"
        case .registeredModelDeleted: "The registered model was deleted, with its versions"
        case .registeredModelTagged(let it): "Set " + list([counted(it.tags.count, "tag")]) + " of the registered model"
        case .registeredModelTagRemoved(let it): "Tag \(quoted(it.key)) of the registered model was removed"
        case .aliasSet(let it): "Alias \(quoted(it.alias)) was set to \(name(of: it.version))"
        case .aliasRemoved(let it): "Alias \(quoted(it.alias)) was removed"
        default: versionSummary(of: payload)
        }
    }

    private func versionSummary(of payload: EventPayload) -> String? {
        switch payload {
        case .modelVersionCreated(let it):
            "A version was created" + (it.run.map { " from run \($0)" } ?? it.loggedModel.map { " from model \($0)" } ?? "")
                + ", provisionally number \(it.provisionalNumber)"
        case .versionNumberAssigned(let it): "Number \(it.number) was assigned by store \(it.authority)"
        case .modelVersionDescribed(let it): "The description of \(name(of: it.version)) was \(it.description == nil ? "cleared" : "set")"
        case .stageChanged(let it):
            "\(capitalised(name(of: it.version))) moved to stage \(word(for: it.stage))"
                + (it.archived.isEmpty ? "" : "; " + list(it.archived.map(name(of:))) + " moved to Archived")
        case .modelVersionTagged(let it): "Set " + list([counted(it.tags.count, "tag")]) + " of \(name(of: it.version))"
        case .modelVersionTagRemoved(let it): "Tag \(quoted(it.key)) of \(name(of: it.version)) was removed"
        case .modelVersionDeleted(let it): "\(capitalised(name(of: it.version))) was deleted"
        default: nil
        }
    }

    private func otherSummary(of payload: EventPayload) -> String {
        switch payload {
        case .unknown(let type, let bytes): "\(type): an event of a later release (\(bytes.count) bytes), not understood by this one"
        default: "\(payload.type)"
        }
    }

    private func summary(of update: RunUpdated) -> String {
        var parts: [String] = []
        if let status = update.status { parts.append("became \(word(for: status))") }
        if update.endTime != nil { parts.append("got its end time") }
        if let name = update.name { parts.append("was renamed to \(quoted(name))") }
        return "The run " + (parts.isEmpty ? "was updated, with no change" : list(parts))
    }
}
