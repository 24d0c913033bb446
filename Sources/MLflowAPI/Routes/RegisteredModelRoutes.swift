import SegmentLog
import TrackingEvents
import TrackingStore
import TrackingViews

/// Registered models, and the latest versions of each stage.
enum RegisteredModelRoutes {
    private static let root = "2.0/mlflow/registered-models"

    static let all: [Route] = [
        .post("\(root)/create", .body(create)),
        .get("\(root)/get", .query(get)),
        .get("\(root)/search", .query(search)),
        // The R client posts.
        .post("\(root)/search", .body(search)),
        .patch("\(root)/update", .body(update)),
        .post("\(root)/rename", .body(rename)),
        .delete("\(root)/delete", .bodyOrQuery(delete)),
        .post("\(root)/set-tag", .body(setTag)),
        .delete("\(root)/delete-tag", .bodyOrQuery(deleteTag)),
        .post("\(root)/get-latest-versions", .body(latestVersions)),
        .get("\(root)/get-latest-versions", .query(latestVersions)),
    ]

    @Sendable private static func create(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        try RegistryRules.checkName(name, "name")
        let tags = try fields.tags(valuesAtMost: ValueRules.maximumRegistryTagCharacterCount)
        let description = try fields.string("description")
        let model = try call.commands.createRegisteredModel(
            name: name, description: description, tags: tags, by: call.origin(tags: tags))
        let now = model.wallClockMilliseconds ?? call.nowMilliseconds
        let document = RegisteredModelDocument(
            id: model.value.id, name: name, creationTime: now, lastUpdateTime: now, description: description,
            tags: tags.sorted { $0.key < $1.key })
        return answer(document, model)
    }

    @Sendable private static func get(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let model = try document(try fields.requiredString("name"), call)
        return answer(model, Committed(value: ()))
    }

    @Sendable private static func search(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let filter = try fields.string("filter") ?? ""
        let orderBy = try fields.strings("order_by")
        let paging = try Paging(fields, fallback: 100, maximum: 1_000, query: ["registered-models", filter] + orderBy)
        let (conditions, prompts) = try RegisteredModelSearchGrammar.conditions(of: filter, within: call.limits.search)
        let page = try call.readableViews().searchRegisteredModels(
            RegisteredModelSearch(
                conditions: conditions, prompts: prompts,
                order: try RegisteredModelSearchGrammar.order(of: orderBy, within: call.limits.search),
                limit: paging.limit, offset: paging.offset))
        return .json {
            $0.member("registered_models", nonEmpty: page.items) { $0.value($1) }
            $0.member("next_page_token", ifPresent: paging.nextToken(hasMore: page.hasMore))
        }
    }

    /// An absent description clears it.
    @Sendable private static func update(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        let description = try fields.string("description")
        var model = try document(name, call)
        let committed = try call.commands.describeRegisteredModel(named: name, description: description, by: call.origin())
        model.description = description
        model.lastUpdateTime = committed.wallClockMilliseconds ?? model.lastUpdateTime
        return answer(model, committed)
    }

    @Sendable private static func rename(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        let newName = try fields.requiredString("new_name")
        try RegistryRules.checkName(newName, "new_name")
        let committed = try call.commands.renameRegisteredModel(named: name, to: newName, by: call.origin())
        // Not looked up by the old name before: when the request is repeated, that is gone. The views know the new one once it is durable.
        do throws(LogError) { for ticket in committed.tickets { try ticket.wait() } } catch { throw CommandError.log(error) }
        return answer(try document(committed.value.name, call), committed)
    }

    @Sendable private static func delete(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        return .empty(tickets: try call.commands.deleteRegisteredModel(named: name, by: call.origin()).tickets)
    }

    @Sendable private static func setTag(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        let tag = try fields.requiredTag(valueAtMost: ValueRules.maximumRegistryTagCharacterCount)
        let committed = try call.commands.tagRegisteredModel(named: name, tags: [tag], by: call.origin(tags: [tag]))
        return .empty(tickets: committed.tickets)
    }

    /// A missing tag is fine.
    @Sendable private static func deleteTag(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        let key = try fields.requiredString("key")
        return .empty(tickets: try call.commands.removeRegisteredModelTag(named: name, key: key, by: call.origin()).tickets)
    }

    @Sendable private static func latestVersions(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        var stages: [ModelStage] = []
        for text in try fields.strings("stages") { stages.append(try RegistryRules.stage(text)) }
        let versions = try call.readableViews().latestVersions(ofModelNamed: name, stages: stages.isEmpty ? nil : stages)
        guard let versions else { throw CommandError.unknownRegisteredModel(name: name) }
        return .json { $0.member("model_versions", nonEmpty: versions) { $0.value($1) } }
    }

    // MARK: Shared

    static func document(_ name: String, _ call: APICall) throws -> RegisteredModelDocument {
        guard let model = try call.readableViews().registeredModelDocument(named: name) else {
            throw CommandError.unknownRegisteredModel(name: name)
        }
        return model
    }

    private static func answer(_ model: RegisteredModelDocument, _ committed: Committed<some Sendable>) -> APIOutcome {
        .json(tickets: committed.tickets) {
            $0.name("registered_model")
            $0.value(model)
        }
    }
}
