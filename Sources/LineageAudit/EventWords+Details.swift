import ContentHashing
import TrackingEvents

extension EventWords {
    /// The facts of an event: keys are in snake case; those of params, tags and metrics begin with `param.`, `tag.`, `metric.`.
    func details(of event: Event) -> [AuditDetail] {
        switch event.body {
        case .erased(let hash): [AuditDetail("body_sha256", hash.description)]
        case .full(_, let payload):
            runDetails(payload) ?? modelDetails(payload) ?? registryDetails(payload) ?? versionDetails(payload) ?? []
        }
    }

    private func runDetails(_ payload: EventPayload) -> [AuditDetail]? {
        switch payload {
        case .runCreated(let it):
            facts(
                ("run", it.run.rawValue), ("experiment", "\(it.experiment)"), ("name", it.name), ("user", it.userID),
                ("start_time_ms", "\(it.startTime)"), ("artifact_location", word(for: it.artifactLocation))) + tags(it.tags)
        case .runUpdated(let it):
            facts(
                ("run", it.run.rawValue), ("status", it.status.map(word(for:))), ("end_time_ms", it.endTime.map { "\($0)" }),
                ("name", it.name))
        case .runLifecycleChanged(let it): facts(("run", it.run.rawValue), ("stage", it.stage == .deleted ? "deleted" : "active"))
        case .runDataLogged(let it): facts(("run", it.run.rawValue)) + params(it.params) + tags(it.tags) + metrics(it.metrics)
        case .runTagRemoved(let it): facts(("run", it.run.rawValue), ("key", it.key))
        case .runInputsLogged(let it):
            facts(("run", it.run.rawValue)) + it.datasets.enumerated().flatMap { dataset($1, number: $0 + 1) }
                + it.models.map { AuditDetail("model", $0.rawValue) }
        case .runOutputsLogged(let it):
            facts(("run", it.run.rawValue)) + it.models.map { AuditDetail("model", "\($0.model) at step \($0.step)") }
        default: nil
        }
    }

    private func modelDetails(_ payload: EventPayload) -> [AuditDetail]? {
        switch payload {
        case .loggedModelCreated(let it):
            facts(
                ("model", it.model.rawValue), ("experiment", "\(it.experiment)"), ("name", it.name), ("model_type", it.modelType),
                ("source_run", it.sourceRun?.rawValue), ("artifact_location", word(for: it.artifactLocation))) + params(it.params)
                + tags(it.tags)
        case .loggedModelStatusChanged(let it):
            facts(("model", it.model.rawValue), ("status", word(for: it.status)), ("message", it.message))
        case .loggedModelTagged(let it): facts(("model", it.model.rawValue)) + tags(it.tags)
        case .loggedModelTagRemoved(let it): facts(("model", it.model.rawValue), ("key", it.key))
        case .loggedModelParamsLogged(let it): facts(("model", it.model.rawValue)) + params(it.params)
        case .loggedModelLifecycleChanged(let it):
            facts(("model", it.model.rawValue), ("stage", it.stage == .deleted ? "deleted" : "active"))
        case .artifactWritten(let it):
            facts(("path", it.path), ("sha256", it.blob.digest.description), ("bytes", "\(it.blob.byteCount)"))
        case .artifactDeleted(let it): facts(("path", it.path))
        default: nil
        }
    }

    private func registryDetails(_ payload: EventPayload) -> [AuditDetail]? {
        switch payload {
        case .registeredModelCreated(let it):
            facts(("registered_model", it.model.rawValue), ("name", it.name), ("description", it.description)) + tags(it.tags)
        case .registeredModelRenamed(let it): facts(("registered_model", it.model.rawValue), ("name", it.name))
        case .registeredModelDescribed(let it): facts(("registered_model", it.model.rawValue), ("description", it.description))
        case .registeredModelDeleted(let it): facts(("registered_model", it.model.rawValue))
        case .registeredModelTagged(let it): facts(("registered_model", it.model.rawValue)) + tags(it.tags)
        case .registeredModelTagRemoved(let it): facts(("registered_model", it.model.rawValue), ("key", it.key))
        case .aliasSet(let it):
            facts(("registered_model", it.model.rawValue), ("alias", it.alias)) + version(it.version)
        case .aliasRemoved(let it): facts(("registered_model", it.model.rawValue), ("alias", it.alias))
        default: nil
        }
    }

    private func versionDetails(_ payload: EventPayload) -> [AuditDetail]? {
        switch payload {
        case .modelVersionCreated(let it):
            facts(
                ("registered_model", it.model.rawValue), ("provisional_number", "\(it.provisionalNumber)"),
                ("source", word(for: it.source)),
                ("storage", it.storage.map(word(for:))), ("run", it.run?.rawValue), ("logged_model", it.loggedModel?.rawValue),
                ("run_link", it.runLink.isEmpty ? nil : it.runLink), ("description", it.description.isEmpty ? nil : it.description))
                + tags(it.tags)
        case .versionNumberAssigned(let it):
            version(it.version) + facts(("authority", it.authority.rawValue), ("epoch", "\(it.epoch)"), ("assigned_number", "\(it.number)"))
        case .modelVersionDescribed(let it): version(it.version) + facts(("description", it.description))
        case .stageChanged(let it):
            version(it.version) + facts(("stage", word(for: it.stage))) + it.archived.map { AuditDetail("archived", name(of: $0)) }
        case .modelVersionTagged(let it): version(it.version) + tags(it.tags)
        case .modelVersionTagRemoved(let it): version(it.version) + facts(("key", it.key))
        case .modelVersionDeleted(let it): version(it.version)
        case .unknown(let type, let bytes): facts(("type", "\(type.rawValue)"), ("payload_bytes", "\(bytes.count)"))
        default: nil
        }
    }

    /// What is nil is left out.
    private func facts(_ pairs: (key: String, value: String?)...) -> [AuditDetail] {
        pairs.compactMap { pair in pair.value.map { AuditDetail(pair.key, $0) } }
    }

    private func version(_ version: ModelVersionID) -> [AuditDetail] {
        facts(("version", version.description), ("number", versionNumbers[version].map { "\($0)" }))
    }

    private func params(_ params: [Param]) -> [AuditDetail] { params.map { AuditDetail("param." + $0.key, $0.value) } }
    private func tags(_ tags: [Tag]) -> [AuditDetail] { tags.map { AuditDetail("tag." + $0.key, $0.value) } }

    private func dataset(_ input: DatasetInput, number: Int) -> [AuditDetail] {
        let prefix = "dataset.\(number)."
        return facts(
            (prefix + "name", input.dataset.name), (prefix + "digest", input.dataset.digest),
            (prefix + "source_type", input.dataset.sourceType),
            (prefix + "source", input.dataset.source)) + input.tags.map { AuditDetail(prefix + "tag." + $0.key, $0.value) }
    }

    /// Of each series the number of points and the last of them, by step, then time, then place in the batch.
    private func metrics(_ columns: MetricColumns) -> [AuditDetail] {
        var counts = [Int](repeating: 0, count: columns.series.count)
        var last = [MetricPoint?](repeating: nil, count: columns.series.count)
        for place in 0..<columns.count {
            let series = Int(columns.seriesIndices[place])
            let point = columns[place].point
            counts[series] += 1
            if let known = last[series], (known.step, known.timestamp) > (point.step, point.timestamp) { continue }
            last[series] = point
        }
        return columns.series.indices.compactMap { series in
            last[series].map { point in
                let text = "\(point.value) at step \(point.step)" + (counts[series] == 1 ? "" : ", the last of \(counts[series]) points")
                return AuditDetail("metric." + columns.series[series].key, text)
            }
        }
    }
}
