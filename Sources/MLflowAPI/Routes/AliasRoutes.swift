import TrackingEvents
import TrackingStore
import TrackingViews

/// Aliases of model versions.
enum AliasRoutes {
    private static let path = "2.0/mlflow/registered-models/alias"

    static let all: [Route] = [
        .post(path, .body(set)),
        .get(path, .query(get)),
        .delete(path, .bodyOrQuery(delete)),
    ]

    @Sendable private static func set(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        let alias = try fields.requiredString("alias")
        try RegistryRules.checkAlias(alias)
        let number = try fields.requiredVersionNumber()
        return .empty(tickets: try call.commands.setAlias(model: name, alias: alias, number: number, by: call.origin()).tickets)
    }

    /// An unknown alias is an invalid parameter (clients test for that), an unknown model is missing.
    @Sendable private static func get(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        let alias = try fields.requiredString("alias")
        let views = try call.readableViews()
        guard let model = try views.registeredModel(named: name) else { throw CommandError.unknownRegisteredModel(name: name) }
        let version: ModelVersionDocument? =
            if alias.lowercased() == RegistryRules.latestAlias {
                try views.latestVersion(of: model.id).flatMap { try views.versionDocument(ofModelNamed: name, number: $0.number) }
            } else {
                try views.versionDocument(ofModelNamed: name, alias: alias)
            }
        guard let version else { throw CommandError.unknownAlias(model: name, alias: alias) }
        return .json {
            $0.name("model_version")
            $0.value(version)
        }
    }

    /// A missing alias is fine.
    @Sendable private static func delete(_ call: APICall, _ fields: RequestFields) throws -> APIOutcome {
        let name = try fields.requiredString("name")
        let alias = try fields.requiredString("alias")
        return .empty(tickets: try call.commands.removeAlias(model: name, alias: alias, by: call.origin()).tickets)
    }
}
