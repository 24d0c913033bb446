import SegmentLog
import TrackingEvents
import TrackingStore
import TrackingViews

/// Versions of registered models.
enum ModelVersionRoutes {
    private static let root = "2.0/mlflow/model-versions"

    static let all: [Route] = [
        .post("\(root)/create", .body(create)),
        .get("\(root)/get", .query(get)),
        .get("\(root)/search", .query(search)),
        .get("\(root)/get-download-uri", .query(downloadURI)),
        .patch("\(root)/update", .body(update)),
        .post("\(root)/transition-stage", .body(transition)),
        .delete("\(root)/delete", .bodyOrQuery(delete)),
        .post("\(root)/set-tag", .body(setTag)),
        .delete("\(root)/delete-tag", .bodyOrQuery(deleteTag)),
    ]

    @Sendable private static func create(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        let text = try fields.requiredString("source")
        let tags = try fields.tags(valuesAtMost: ValueRules.maximumRegistryTagCharacterCount)
        let runLink = try fields.string("run_link") ?? ""
        let description = try fields.string("description") ?? ""
        let run = try fields.string("run_id").flatMap { $0.isEmpty ? nil : RunID($0) }
        let loggedModel = try fields.string("model_id").flatMap { $0.isEmpty ? nil : LoggedModelID($0) }
        let source = try VersionSource(text, ofModel: name, run: run, loggedModel: loggedModel, call)
        let origin = call.origin(tags: tags)
        let version = try call.commands.createVersion(
            of: name, source: source.location, storage: source.storage, run: source.run, loggedModel: source.loggedModel,
            runLink: runLink, description: description, tags: tags, by: origin)
        var tickets = version.tickets
        if let model = loggedModel { tickets += try link(model, to: version.value, named: name, call, origin) }
        let now = version.wallClockMilliseconds ?? call.nowMilliseconds
        let document = ModelVersionDocument(
            id: version.value.id, model: version.value.model, modelName: name, number: version.value.number, creationTime: now,
            lastUpdateTime: now, stage: version.value.stage, description: description, source: source.location,
            storage: source.storage, run: source.run, loggedModel: source.loggedModel, runLink: runLink,
            tags: tags.sorted { $0.key < $1.key })
        return answer(document, tickets)
    }

    /// Notes the registration in the logged model's tag, where clients and MLflow's own web UI look for it.
    private static func link(
        _ model: LoggedModelID, to version: ModelVersionFacts, named name: String, _ call: APICall, _ origin: CommandOrigin
    ) throws -> [CommitTicket] {
        var entry = JSONWriter()
        entry.object {
            $0.member("name", name)
            $0.member("version", Int64(version.number))
        }
        var origin = origin
        // The request's ID stands for the version itself; this is another command.
        origin.requestID = nil
        return try call.commands.editLoggedModelTag(model: model, key: ReservedTags.modelVersions, by: origin) {
            [entry] (text) throws(CommandError) in
            try JSONArrayText.appending(entry.bytes, to: text, key: ReservedTags.modelVersions, isSet: true)
        }.tickets
    }

    @Sendable private static func get(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        answer(try document(fields, call), [])
    }

    @Sendable private static func search(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let filter = try fields.string("filter") ?? ""
        let orderBy = try fields.strings("order_by")
        let paging = try Paging(fields, fallback: 200_000, maximum: 200_000, query: ["model-versions", filter] + orderBy)
        let (conditions, prompts) = try VersionSearchGrammar.conditions(of: filter, within: call.limits.search)
        let page = try call.readableViews().searchVersions(
            VersionSearch(
                conditions: conditions, prompts: prompts, order: try VersionSearchGrammar.order(of: orderBy, within: call.limits.search),
                limit: paging.limit, offset: paging.offset, treePrefix: ArtifactAddress.treePrefix))
        return .json {
            $0.member("model_versions", nonEmpty: page.items) { $0.value($1, withAliases: false) }
            $0.member("next_page_token", ifPresent: paging.nextToken(hasMore: page.hasMore))
        }
    }

    /// Where the files lie: what a `models:/` source stood for when the version was created, else the source.
    @Sendable private static func downloadURI(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let version = try document(fields, call)
        return .json { $0.member("artifact_uri", ArtifactAddress.text(of: version.storage ?? version.source)) }
    }

    /// An absent description clears it.
    @Sendable private static func update(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        var version = try document(fields, call)
        let description = try fields.string("description")
        let committed = try call.commands.describeVersion(
            of: version.modelName, number: version.number, description: description, by: call.origin())
        version.description = description
        version.lastUpdateTime = committed.wallClockMilliseconds ?? version.lastUpdateTime
        return answer(version, committed.tickets)
    }

    @Sendable private static func transition(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let stage = try RegistryRules.stage(try fields.requiredString("stage"))
        let archiving = try fields.boolean("archive_existing_versions") ?? false
        guard !archiving || stage == .staging || stage == .production else {
            throw APIError.invalid(
                "Model version transition cannot archive existing model versions because '\(stage.mlflowName)' is not an "
                    + "Active stage. Valid stages are Staging and Production.")
        }
        var version = try document(fields, call)
        let committed = try call.commands.transitionStage(
            of: version.modelName, number: version.number, to: stage, archivingExisting: archiving, by: call.origin())
        version.stage = stage
        version.lastUpdateTime = committed.wallClockMilliseconds ?? version.lastUpdateTime
        return answer(version, committed.tickets)
    }

    @Sendable private static func delete(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        let number = try fields.requiredVersionNumber()
        return .empty(tickets: try call.commands.deleteVersion(of: name, number: number, by: call.origin()).tickets)
    }

    @Sendable private static func setTag(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        let number = try fields.requiredVersionNumber()
        let tag = try fields.requiredTag(valueAtMost: ValueRules.maximumRegistryTagCharacterCount)
        let committed = try call.commands.tagVersion(of: name, number: number, tags: [tag], by: call.origin(tags: [tag]))
        return .empty(tickets: committed.tickets)
    }

    /// A missing tag is fine.
    @Sendable private static func deleteTag(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        let number = try fields.requiredVersionNumber()
        let key = try fields.requiredString("key")
        return .empty(tickets: try call.commands.removeVersionTag(of: name, number: number, key: key, by: call.origin()).tickets)
    }

    // MARK: Shared

    private static func document(_ fields: RequestFields, _ call: APICall) throws -> ModelVersionDocument {
        let name = try fields.requiredString("name")
        let number = try fields.requiredVersionNumber()
        let views = try call.readableViews()
        guard let version = try views.versionDocument(ofModelNamed: name, number: number) else {
            throw CommandError.unknownVersion(model: name, number: number)
        }
        return version
    }

    private static func answer(_ version: ModelVersionDocument, _ tickets: [CommitTicket]) -> APIOutcome {
        .json(tickets: tickets) {
            $0.name("model_version")
            $0.value(version)
        }
    }
}
