import TrackingEvents
import TrackingStore
import TrackingViews

/// The life of runs, and the search over them.
enum RunRoutes {
    private static let root = "2.0/mlflow/runs"

    static let all: [Route] = [
        .post("\(root)/create", .body(create)).quick,
        .get("\(root)/get", .query(get)),
        .post("\(root)/update", .body(update)),
        .post("\(root)/delete", .body(delete)),
        .post("\(root)/restore", .body(restore)),
        .post("\(root)/search", .body(search)),
    ]

    @Sendable private static func create(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let experiment = try fields.requiredExperiment()
        let user = try fields.string("user_id") ?? ""
        let startTime = try fields.integer("start_time") ?? 0
        var tags = try fields.runTags(cutTo: nil)
        try ValueRules.checkDistinctKeys(tags, "tags")
        let name = try runName(fields, &tags)
        let run = try call.commands.createRun(
            experiment: experiment, name: name, userID: user, startTime: startTime, tags: tags,
            by: call.origin(user: user, tags: tags))
        let document = RunDocument(
            id: run.value.id, experiment: experiment, name: run.value.name, userID: user, status: .running, stage: .active,
            startTime: startTime, endTime: nil, artifactLocation: run.value.artifactLocation,
            tags: named(tags, run.value.name))
        return .json(tickets: run.tickets) {
            $0.name("run")
            $0.value(document, withOutputs: false)
        }
    }

    /// The name asked for, as a field or as a tag; nil for a generated one. An empty tag is taken off.
    private static func runName(_ fields: RequestFields, _ tags: inout [Tag]) throws(APIError) -> String? {
        let name = try fields.string("run_name") ?? ""
        let tag = tags.first { $0.key == ReservedTags.runName }?.value ?? ""
        guard name.isEmpty || tag.isEmpty || name == tag else {
            throw .invalid(
                "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values "
                    + "(run_name='\(name)', mlflow.runName='\(tag)').")
        }
        if tag.isEmpty { tags.removeAll { $0.key == ReservedTags.runName } }
        let wanted = name.isEmpty ? tag : name
        return wanted.isEmpty ? nil : wanted
    }

    private static func named(_ tags: [Tag], _ name: String) -> [Tag] {
        let others = tags.filter { $0.key != ReservedTags.runName }
        return (others + [Tag(key: ReservedTags.runName, value: name)]).sorted { $0.key < $1.key }
    }

    /// Deleted ones too.
    @Sendable private static func get(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try document(try fields.requiredRun(orUUID: true), call)
        return .json {
            $0.name("run")
            $0.value(run)
        }
    }

    @Sendable private static func update(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let id = try fields.requiredRun(orUUID: true)
        let status = try fields.enumeration("status", RunStatus.self)
        let endTime = try fields.integer("end_time")
        let name = try fields.string("run_name").flatMap { $0.isEmpty ? nil : $0 }
        // What the run was, for the answer; the change is laid over it, since the views learn of it only once it is durable.
        var run = try document(id, call)
        let committed = try call.commands.updateRun(id, status: status, endTime: endTime, name: name, by: call.origin())
        run.status = status ?? run.status
        run.endTime = endTime ?? run.endTime
        run.name = committed.value.name
        return .json(tickets: committed.tickets) { [run] in $0.member("run_info", runInfo: run) }
    }

    @Sendable private static func delete(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun()
        return .empty(tickets: try call.commands.deleteRun(run, by: call.origin()).tickets)
    }

    @Sendable private static func restore(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let run = try fields.requiredRun()
        return .empty(tickets: try call.commands.restoreRun(run, by: call.origin()).tickets)
    }

    @Sendable private static func search(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let experiments = try ExperimentRules.ids(try fields.identifiers("experiment_ids"), "experiment_ids")
        let filter = try fields.string("filter") ?? ""
        let orderBy = try fields.strings("order_by")
        let view = try fields.enumeration("run_view_type", ViewType.self) ?? .activeOnly
        let paging = try Paging(
            fields, fallback: 1_000, maximum: 50_000,
            query: ["runs", filter, view.mlflowName] + orderBy + ["in"] + experiments.map(\.description))
        let page = try call.readableViews().searchRuns(
            RunSearch(
                experiments: experiments, conditions: try RunSearchGrammar.conditions(of: filter, within: call.limits.search),
                view: view.selection,
                order: try RunSearchGrammar.order(of: orderBy, within: call.limits.search), limit: paging.limit, offset: paging.offset,
                treePrefix: ArtifactAddress.treePrefix), forms: call.backend.runTexts, encode: text)
        return .json {
            $0.member("runs", nonEmpty: page.items) { $0.raw($1) }
            $0.member("next_page_token", ifPresent: paging.nextToken(hasMore: page.hasMore))
        }
    }

    private static func text(_ run: RunDocument) -> [UInt8] {
        var writer = JSONWriter(capacity: 2_048)
        writer.value(run)
        return writer.bytes
    }

    // MARK: What other routes ask of runs

    static func document(_ id: RunID, _ call: APICall) throws -> RunDocument {
        guard let run = try call.readableViews().runDocument(id) else { throw CommandError.unknownRun(id) }
        return run
    }

    static func facts(_ id: RunID, _ call: APICall) throws -> RunFacts {
        guard let run = try call.readableViews().run(id) else { throw CommandError.unknownRun(id) }
        return run
    }

    /// For requests that write nothing: they fail where a write would.
    static func checkActive(_ id: RunID, _ call: APICall) throws {
        guard try facts(id, call).stage == .active else { throw CommandError.runDeleted(id) }
    }
}
