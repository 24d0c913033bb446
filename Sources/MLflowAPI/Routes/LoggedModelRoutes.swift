import TrackingEvents
import TrackingStore
import TrackingViews

/// Logged models.
enum LoggedModelRoutes {
    private static let root = "2.0/mlflow/logged-models"

    static let all: [Route] = [
        .post(root, .body(create)),
        .post("\(root)/search", .body(search)),
        .get("\(root)/{model_id}", .query(get)),
        .patch("\(root)/{model_id}", .body(finalise)),
        .delete("\(root)/{model_id}", .head(delete)),
        .patch("\(root)/{model_id}/tags", .body(setTags)),
        .delete("\(root)/{model_id}/tags/{tag_key}", .head(deleteTag)),
        .post("\(root)/{model_id}/params", .body(addParams)),
    ]

    @Sendable private static func create(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let experiment = try fields.requiredExperiment()
        let given = try fields.string("name") ?? ""
        try checkName(given)
        let name = given.isEmpty ? call.commands.generatedName() : given
        let modelType = try fields.string("model_type")
        let sourceRun = try fields.string("source_run_id").flatMap { $0.isEmpty ? nil : RunID($0) }
        let params = try fields.loggedModelPairs("params")
        try ValueRules.checkDistinctKeys(params, "params")
        let tags = try fields.loggedModelPairs("tags").keepingLastValues
        let model = try call.commands.createLoggedModel(
            experiment: experiment, name: name, modelType: modelType, sourceRun: sourceRun, params: params, tags: tags,
            by: call.origin(tags: tags))
        let now = model.wallClockMilliseconds ?? call.nowMilliseconds
        let document = LoggedModelDocument(
            id: model.value.id, experiment: experiment, name: name, modelType: modelType, sourceRun: sourceRun,
            status: .pending, statusMessage: nil, stage: .active, creationTime: now, lastUpdateTime: now,
            artifactLocation: model.value.artifactLocation, params: params, tags: tags)
        return answer(document, tickets: model)
    }

    private static func checkName(_ name: String) throws(APIError) {
        guard !name.utf8.contains(where: { "/:.%\"'".utf8.contains($0) }) else {
            throw .invalid("Invalid model name ('\(name)'): it must not contain any of / : . % \" '")
        }
        try ValueRules.check(name, atMost: ValueRules.maximumExperimentNameCharacterCount, "name")
    }

    @Sendable private static func get(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let id = LoggedModelID(try call.parameter("model_id"))
        let document = try document(id, call, includingDeleted: try fields.boolean("allow_deleted") ?? false)
        return .json {
            $0.name("model")
            $0.value(document)
        }
    }

    /// The model is the one of the path; a copy of its ID in the body is ignored.
    @Sendable private static func finalise(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let id = LoggedModelID(try call.parameter("model_id"))
        guard let status = try fields.enumeration("status", LoggedModelStatus.self), status != .unspecified else {
            throw fields.missing("status")
        }
        var document = try document(id, call)
        let committed = try call.commands.setLoggedModelStatus(id, status: status, message: nil, by: call.origin())
        document.status = status
        document.lastUpdateTime = committed.wallClockMilliseconds ?? document.lastUpdateTime
        return answer(document, tickets: committed)
    }

    @Sendable private static func delete(_ call: APICall) throws -> APIOutcome {
        let id = LoggedModelID(try call.parameter("model_id"))
        return .empty(tickets: try call.commands.deleteLoggedModel(id, by: call.origin()).tickets)
    }

    @Sendable private static func setTags(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let id = LoggedModelID(try call.parameter("model_id"))
        let tags = try fields.loggedModelPairs("tags").keepingLastValues
        var document = try document(id, call)
        guard !tags.isEmpty else { return answer(document, tickets: Committed(value: ())) }
        let committed = try call.commands.tagLoggedModel(id, tags: tags, by: call.origin(tags: tags))
        document.tags = (document.tags + tags).keepingLastValues.sorted { $0.key < $1.key }
        return answer(document, tickets: committed)
    }

    @Sendable private static func deleteTag(_ call: APICall) throws -> APIOutcome {
        let id = LoggedModelID(try call.parameter("model_id"))
        let key = try call.parameter("tag_key")
        return .empty(tickets: try call.commands.removeLoggedModelTag(id, key: key, by: call.origin()).tickets)
    }

    /// Written once, strictly: even an equal value is refused.
    @Sendable private static func addParams(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let id = LoggedModelID(try call.parameter("model_id"))
        let params = try fields.loggedModelPairs("params")
        try ValueRules.checkDistinctKeys(params, "params")
        guard !params.isEmpty else {
            _ = try facts(id, call)
            return .empty()
        }
        return .empty(tickets: try call.commands.addLoggedModelParams(id, params: params, by: call.origin()).tickets)
    }

    // MARK: Search

    @Sendable private static func search(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let texts = try fields.identifiers("experiment_ids")
        guard !texts.isEmpty else { throw fields.missing("experiment_ids") }
        let experiments = try ExperimentRules.ids(texts, "experiment_ids")
        let filter = try fields.string("filter") ?? ""
        let datasets = try datasetSelectors(fields)
        let items = try orderItems(fields)
        let query =
            ["logged-models", filter] + items.map { "\($0)" } + datasets.map { "\($0)" } + experiments.map(\.description)
        let paging = try Paging(fields, fallback: 50, maximum: 1_000, query: query)
        let page = try call.readableViews().searchLoggedModels(
            LoggedModelSearch(
                experiments: experiments, datasets: datasets,
                conditions: try LoggedModelSearchGrammar.conditions(of: filter, within: call.limits.search),
                order: try LoggedModelSearchGrammar.order(of: items, within: call.limits.search), limit: paging.limit,
                offset: paging.offset,
                treePrefix: ArtifactAddress.treePrefix))
        return .json {
            $0.member("models", nonEmpty: page.items) { $0.value($1) }
            $0.member("next_page_token", ifPresent: paging.nextToken(hasMore: page.hasMore))
        }
    }

    private static func datasetSelectors(_ fields: RequestFields) throws(APIError) -> [DatasetSelector] {
        var selectors: [DatasetSelector] = []
        for object in try fields.objects("datasets") {
            let digest = try object.string("dataset_digest").flatMap { $0.isEmpty ? nil : $0 }
            selectors.append(DatasetSelector(name: try object.requiredString("dataset_name"), digest: digest))
        }
        return selectors
    }

    private static func orderItems(_ fields: RequestFields) throws(APIError) -> [LoggedModelOrderItem] {
        var items: [LoggedModelOrderItem] = []
        for object in try fields.objects("order_by") {
            items.append(
                LoggedModelOrderItem(
                    fieldName: try object.requiredString("field_name"), ascending: try object.boolean("ascending") ?? true,
                    datasetName: try object.string("dataset_name").flatMap { $0.isEmpty ? nil : $0 },
                    datasetDigest: try object.string("dataset_digest").flatMap { $0.isEmpty ? nil : $0 }))
        }
        return items
    }

    // MARK: What other routes ask of logged models

    static func facts(_ id: LoggedModelID, _ call: APICall) throws -> LoggedModelFacts {
        guard let model = try call.readableViews().loggedModel(id), model.stage == .active else {
            throw APIError.unknownLoggedModel(id)
        }
        return model
    }

    private static func document(
        _ id: LoggedModelID, _ call: APICall, includingDeleted: Bool = false
    ) throws -> LoggedModelDocument {
        let found = try call.readableViews().loggedModelDocument(id, includingDeleted: includingDeleted)
        guard let found else { throw APIError.unknownLoggedModel(id) }
        return found
    }

    private static func answer(_ model: LoggedModelDocument, tickets: Committed<some Sendable>) -> APIOutcome {
        .json(tickets: tickets.tickets) {
            $0.name("model")
            $0.value(model)
        }
    }
}
