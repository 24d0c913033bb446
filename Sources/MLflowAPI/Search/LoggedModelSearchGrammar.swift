import TrackingEvents
package import TrackingViews

/// The filter and order grammar of `logged-models/search`: attributes, metrics, params and tags, all entity words in the plural.
package enum LoggedModelSearchGrammar {
    private enum Entity { case metric, param, tag, attribute }
    private enum Attribute { case text(LoggedModelTextAttribute), status, time(LoggedModelTimeAttribute) }

    private static let entities = SearchVocabulary<Entity>([
        "attributes": .attribute, "metrics": .metric, "params": .param, "tags": .tag,
    ])
    private static let attributes = SearchVocabulary<Attribute>([
        "name": .text(.name), "model_id": .text(.id), "model_type": .text(.modelType), "source_run_id": .text(.sourceRun),
        "experiment_id": .text(.experiment), "artifact_location": .text(.artifactLocation), "status": .status,
        "creation_timestamp": .time(.creationTime), "creation_time": .time(.creationTime),
        "last_updated_timestamp": .time(.lastUpdateTime),
    ])
    private static let statuses = SearchVocabulary<LoggedModelStatus>(["READY": .ready, "PENDING": .pending, "FAILED": .uploadFailed])
    private static let orderFields = SearchVocabulary<LoggedModelOrder.Field>([
        "name": .attribute(.name), "model_id": .attribute(.id), "model_type": .attribute(.modelType),
        "source_run_id": .attribute(.sourceRun), "experiment_id": .attribute(.experiment), "status": .status,
        "creation_timestamp": .time(.creationTime), "creation_time": .time(.creationTime),
        "last_updated_timestamp": .time(.lastUpdateTime),
    ])

    /// The conditions that `filter` joins by AND; none for a blank one.
    package static func conditions(of filter: String, within limits: SearchLimits = SearchLimits()) throws(APIError)
        -> [LoggedModelCondition]
    {
        var conditions: [LoggedModelCondition] = []
        for clause in try SearchClauseParser.clauses(of: filter, within: limits) { conditions.append(try condition(of: clause)) }
        return conditions
    }

    /// What `order_by` asks for; empty means the views' default order.
    package static func order(of items: [LoggedModelOrderItem], within limits: SearchLimits = SearchLimits()) throws(APIError)
        -> [LoggedModelOrder]
    {
        try SearchOrderParser.requireBounded(count: items.count, within: limits)
        var order: [LoggedModelOrder] = []
        for item in items {
            order.append(LoggedModelOrder(field: try orderField(of: item, within: limits), ascending: item.ascending))
        }
        try SearchOrderParser.requireDistinct(order.map(\.field))
        return order
    }

    private static func condition(of clause: SearchClause) throws(APIError) -> LoggedModelCondition {
        let key = clause.identifier.key
        switch try entities.meaning(ofEntityIn: clause.identifier, orAttribute: .attribute) {
        case .metric: return .metric(key, try clause.numberComparison())
        case .param: return .param(key, try clause.textComparison(.patternsAndLists))
        case .tag: return .tag(key, try clause.textComparison(.patterns))
        case .attribute:
            switch try attributes.meaning(of: key, as: "attribute") {
            case .text(let attribute): return .attribute(attribute, try clause.textComparison(.patternsAndLists))
            case .status: return try statusCondition(of: clause)
            case .time(let attribute): return .time(attribute, try clause.integerComparison())
            }
        }
    }

    private static func statusCondition(of clause: SearchClause) throws(APIError) -> LoggedModelCondition {
        switch try clause.textComparison(.equalityAndLists) {
        case .equal(let name): return .status(isIn: try statuses(named: [name]))
        case .isIn(let names): return .status(isIn: try statuses(named: names))
        case .notEqual(let name): return .status(isIn: try otherStatuses(than: [name]))
        case .notIn(let names): return .status(isIn: try otherStatuses(than: names))
        default: throw .invalid("Invalid comparator for 'status'")
        }
    }

    private static func statuses(named names: [String]) throws(APIError) -> Set<LoggedModelStatus> {
        var found: Set<LoggedModelStatus> = []
        for name in names { found.insert(try statuses.meaning(of: name, as: "status")) }
        return found
    }

    private static func otherStatuses(than names: [String]) throws(APIError) -> Set<LoggedModelStatus> {
        Set(LoggedModelStatus.allCases).subtracting(try statuses(named: names))
    }

    /// The field is named bare, never quoted: what follows `metrics.` is the key as it is.
    private static func orderField(of item: LoggedModelOrderItem, within limits: SearchLimits) throws(APIError) -> LoggedModelOrder.Field {
        guard item.fieldName.utf8.count <= limits.maximumOrderItemByteCount else {
            throw .invalid("A field_name in order_by is too long: \(limits.maximumOrderItemByteCount) bytes are allowed")
        }
        guard item.datasetDigest == nil || item.datasetName != nil else {
            throw .invalid("An order_by item names a dataset_digest without a dataset_name. Give both, or neither")
        }
        let parts = item.fieldName.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return try orderFields.meaning(of: item.fieldName, as: "order_by") }
        guard parts[0] == "metrics", !parts[1].isEmpty else {
            throw .invalid(
                "Logged models cannot be ordered by '\(item.fieldName.shortened)'. Valid are metrics.<key> and the attributes' bare names")
        }
        return .metric(parts[1], datasetName: item.datasetName, datasetDigest: item.datasetDigest)
    }
}
