import TrackingEvents
import TrackingStore

/// What is logged to a run: metrics, params, tags.
enum RunDataRoutes {
    static let all: [Route] = [
        .post("2.0/mlflow/runs/log-metric", .body(logMetric)).quick,
        .post("2.0/mlflow/runs/log-parameter", .body(logParameter)).quick,
        .post("2.0/mlflow/runs/log-batch", .body(logBatch)).quick,
        .post("2.0/mlflow/runs/set-tag", .body(setTag)).quick,
        .post("2.0/mlflow/runs/delete-tag", .body(deleteTag)),
        .post("2.0/mlflow/runs/log-model", .body(logModel)),
        .post("2.0/mlflow/runs/log-inputs", .body(logInputs)),
        .post("2.0/mlflow/runs/outputs", .body(logOutputs)),
    ]

    @Sendable private static func logMetric(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun(orUUID: true)
        let (point, series) = try MetricFields.read(fields)
        var metrics = MetricColumns()
        metrics.append(point, to: series)
        return try log(call, run, metrics: metrics)
    }

    @Sendable private static func logParameter(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun(orUUID: true)
        let key = try fields.requiredString("key")
        try KeyRule.check(key, "key")
        let value = (try fields.string("value") ?? "").cut(to: ValueRules.maximumParamCharacterCount)
        return try log(call, run, params: [Param(key: key, value: value)])
    }

    @Sendable private static func setTag(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun(orUUID: true)
        let key = try fields.requiredString("key")
        try KeyRule.check(key, "key")
        let value = (try fields.string("value") ?? "").cut(to: ValueRules.maximumRunTagCharacterCount)
        return try log(call, run, tags: [Tag(key: key, value: value)])
    }

    @Sendable private static func deleteTag(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun()
        let key = try fields.requiredString("key")
        return .empty(tickets: try call.commands.removeRunTag(run, key: key, by: call.origin()).tickets)
    }

    /// Everything is checked before anything is written, and written in one event.
    @Sendable private static func logBatch(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun()
        let metrics = try MetricBatchReader.read(fields)
        let params = try fields.params()
        let tags = try fields.runTags(cutTo: ValueRules.maximumRunTagCharacterCount)
        try BatchLimits.check(params.count, atMost: BatchLimits.maximumParamCount, of: "params")
        try BatchLimits.check(tags.count, atMost: BatchLimits.maximumTagCount, of: "tags")
        try BatchLimits.check(
            metrics.count + params.count + tags.count, atMost: BatchLimits.maximumTotalCount,
            of: "metrics, params, and tags")
        try ValueRules.checkDistinctKeys(params, "params")
        return try log(call, run, metrics: metrics, params: params, tags: tags.keepingLastValues)
    }

    /// Sets what is left to set: an empty run name is ignored.
    private static func log(
        _ call: APICall, _ run: RunID, metrics: MetricColumns = MetricColumns(), params: [Param] = [], tags: [Tag] = []
    ) throws -> APIOutcome {
        let tags = tags.filter { !($0.key == ReservedTags.runName && $0.value.isEmpty) }
        if metrics.isEmpty, params.isEmpty, tags.isEmpty {
            try RunRoutes.checkActive(run, call)
            return .empty()
        }
        let committed = try call.commands.logData(
            run: run, metrics: metrics, params: params, tags: tags, by: call.origin(tags: tags))
        return .empty(tickets: committed.tickets)
    }

    // MARK: Models and datasets

    /// Appends to the history of models that 2.x clients keep in a tag; this tag is not cut.
    @Sendable private static func logModel(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun()
        let entry = try LogModelHistory.entry(of: try fields.requiredString("model_json"), limits: call.limits.json)
        let committed = try call.commands.editRunTag(run: run, key: ReservedTags.logModelHistory, by: call.origin()) {
            (text) throws(CommandError) in try JSONArrayText.appending(entry, to: text, key: ReservedTags.logModelHistory)
        }
        return .empty(tickets: committed.tickets)
    }

    @Sendable private static func logInputs(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun()
        let datasets = try DatasetFields.inputs(fields)
        var models: [LoggedModelID] = []
        for object in try fields.objects("models") { models.append(LoggedModelID(try object.requiredString("model_id"))) }
        if datasets.isEmpty, models.isEmpty {
            try RunRoutes.checkActive(run, call)
            return .empty()
        }
        let committed = try call.commands.logInputs(run: run, datasets: datasets, models: models, by: call.origin())
        return .empty(tickets: committed.tickets)
    }

    @Sendable private static func logOutputs(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun()
        guard try fields.isPresent("models") else { throw fields.missing("models") }
        var models: [ModelOutput] = []
        for object in try fields.objects("models") {
            let id = LoggedModelID(try object.requiredString("model_id"))
            models.append(ModelOutput(model: id, step: try object.integer("step") ?? 0))
        }
        if models.isEmpty {
            try RunRoutes.checkActive(run, call)
            return .empty()
        }
        return .empty(tickets: try call.commands.logOutputs(run: run, models: models, by: call.origin()).tickets)
    }
}
