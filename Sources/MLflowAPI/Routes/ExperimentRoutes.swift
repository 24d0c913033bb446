import TrackingEvents
import TrackingStore
import TrackingViews

/// Experiments and their tags.
enum ExperimentRoutes {
    private static let root = "2.0/mlflow/experiments"

    static let all: [Route] = [
        .post("\(root)/create", .body(create)),
        .get("\(root)/get", .query(get)),
        .get("\(root)/get-by-name", .query(getByName)),
        .post("\(root)/search", .body(search)),
        .get("\(root)/search", .query(search)),
        .post("\(root)/update", .body(update)),
        .post("\(root)/delete", .body(delete)),
        .post("\(root)/restore", .body(restore)),
        .post("\(root)/set-experiment-tag", .body(setTag)),
        .post("\(root)/delete-experiment-tag", .body(deleteTag)),
    ]

    @Sendable private static func create(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        try ExperimentRules.checkName(name, "name")
        let location = try ExperimentRules.location(try fields.string("artifact_location"), limits: call.limits)
        let tags = try fields.tags(valuesAtMost: ValueRules.maximumExperimentTagCharacterCount)
        let committed = try call.commands.createExperiment(
            name: name, artifactLocation: location, tags: tags, by: call.origin(tags: tags))
        return .json(tickets: committed.tickets) { $0.member("experiment_id", committed.value.id.description) }
    }

    @Sendable private static func get(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let id = try fields.requiredExperiment()
        guard let experiment = try call.readableViews().experimentDocument(id) else {
            throw CommandError.unknownExperiment(id)
        }
        return .json { $0.member("experiment", experiment: experiment) }
    }

    /// Deleted ones too: the client looks at their stage.
    @Sendable private static func getByName(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("experiment_name")
        guard let experiment = try call.readableViews().experimentDocument(named: name) else {
            throw CommandError.unknownExperimentName(name)
        }
        return .json { $0.member("experiment", experiment: experiment) }
    }

    @Sendable private static func search(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let filter = try fields.string("filter") ?? ""
        let orderBy = try fields.strings("order_by")
        let view = try fields.enumeration("view_type", ViewType.self) ?? .activeOnly
        let paging = try Paging(
            fields, fallback: 1_000, maximum: 50_000, query: ["experiments", filter, view.mlflowName] + orderBy)
        let page = try call.readableViews().searchExperiments(
            ExperimentSearch(
                conditions: try ExperimentSearchGrammar.conditions(of: filter, within: call.limits.search), view: view.selection,
                order: try ExperimentSearchGrammar.order(of: orderBy, within: call.limits.search), limit: paging.limit,
                offset: paging.offset))
        return .json {
            $0.member("experiments", nonEmpty: page.items) { $0.value($1) }
            $0.member("next_page_token", ifPresent: paging.nextToken(hasMore: page.hasMore))
        }
    }

    @Sendable private static func update(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let id = try fields.requiredExperiment()
        let name = try fields.requiredString("new_name")
        try ExperimentRules.checkName(name, "new_name")
        return .empty(tickets: try call.commands.renameExperiment(id, to: name, by: call.origin()).tickets)
    }

    @Sendable private static func delete(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let id = try fields.requiredExperiment()
        do {
            return .empty(tickets: try call.commands.deleteExperiment(id, by: call.origin()).tickets)
        } catch CommandError.experimentDeleted {
            // A deleted experiment is not there for deletion, unlike a deleted run.
            throw APIError.missing("No active Experiment with id=\(id) exists")
        }
    }

    @Sendable private static func restore(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let id = try fields.requiredExperiment()
        return .empty(tickets: try call.commands.restoreExperiment(id, by: call.origin()).tickets)
    }

    @Sendable private static func setTag(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let id = try fields.requiredExperiment()
        let tag = try fields.requiredTag(valueAtMost: ValueRules.maximumExperimentTagCharacterCount)
        return .empty(tickets: try call.commands.tagExperiment(id, tags: [tag], by: call.origin(tags: [tag])).tickets)
    }

    @Sendable private static func deleteTag(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let id = try fields.requiredExperiment()
        let key = try fields.requiredString("key")
        return .empty(tickets: try call.commands.removeExperimentTag(id, key: key, by: call.origin()).tickets)
    }
}

extension ViewType {
    var selection: ViewSelection {
        switch self {
        case .activeOnly: .active
        case .deletedOnly: .deleted
        case .all: .all
        }
    }
}
