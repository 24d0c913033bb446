package import TrackingViews

/// The filter and order grammar of `runs/search`: metrics, params, tags, attributes, and the datasets that a run read.
package enum RunSearchGrammar {
    private enum Entity { case metric, param, tag, attribute, dataset }
    private enum Attribute { case text(RunTextAttribute, Set<SearchComparator>), time(RunTimeAttribute) }

    private static let entities = SearchVocabulary<Entity>([
        "attribute": .attribute, "attributes": .attribute, "attr": .attribute, "run": .attribute,
        "metric": .metric, "metrics": .metric,
        "param": .param, "params": .param, "parameter": .param, "parameters": .param,
        "tag": .tag, "tags": .tag,
        "dataset": .dataset, "datasets": .dataset,
    ])
    private static let attributes = SearchVocabulary<Attribute>([
        "run_id": .text(.id, .patternsAndLists),
        "run_name": .text(.name, .patterns),
        "run name": .text(.name, .patterns), "Run name": .text(.name, .patterns), "Run Name": .text(.name, .patterns),
        "status": .text(.status, .patterns),
        "user_id": .text(.userID, .patterns),
        "artifact_uri": .text(.artifactURI, .patterns),
        "start_time": .time(.startTime), "created": .time(.startTime), "Created": .time(.startTime),
        "end_time": .time(.endTime),
    ])
    private static let datasetAttributes = SearchVocabulary<DatasetAttribute>([
        "name": .name, "digest": .digest, "context": .context,
    ])
    private static let orderAttributes = SearchVocabulary<RunOrder.Field>([
        "run_id": .attribute(.id), "run_name": .attribute(.name), "status": .attribute(.status), "user_id": .attribute(.userID),
        "artifact_uri": .attribute(.artifactURI),
        "start_time": .time(.startTime), "created": .time(.startTime), "Created": .time(.startTime), "end_time": .time(.endTime),
    ])

    /// The conditions that `filter` joins by AND; none for a blank one.
    package static func conditions(of filter: String, within limits: SearchLimits = SearchLimits()) throws(APIError) -> [RunCondition] {
        var conditions: [RunCondition] = []
        for clause in try SearchClauseParser.clauses(of: filter, within: limits) { conditions.append(try condition(of: clause)) }
        return conditions
    }

    /// What `order_by` asks for; empty means the views' default order.
    package static func order(of items: [String], within limits: SearchLimits = SearchLimits()) throws(APIError) -> [RunOrder] {
        var order: [RunOrder] = []
        for item in try SearchOrderParser.items(of: items, within: limits) {
            order.append(RunOrder(field: try orderField(of: item.identifier), ascending: item.ascending))
        }
        try SearchOrderParser.requireDistinct(order.map(\.field))
        return order
    }

    private static func condition(of clause: SearchClause) throws(APIError) -> RunCondition {
        let key = clause.identifier.key
        switch try entities.meaning(ofEntityIn: clause.identifier, orAttribute: .attribute) {
        case .metric: return .metric(key, try clause.numberComparison())
        case .param: return .param(key, try clause.textComparison(.patternsAndNull))
        case .tag: return .tag(key, try clause.textComparison(.patternsAndNull))
        case .dataset:
            let attribute = try datasetAttributes.meaning(of: key, as: "dataset")
            return .dataset(attribute, try clause.textComparison(.patternsAndLists))
        case .attribute:
            switch try attributes.meaning(of: key, as: "attribute") {
            case .text(let attribute, let comparators): return .attribute(attribute, try clause.textComparison(comparators))
            case .time(let attribute): return .time(attribute, try clause.integerComparison())
            }
        }
    }

    private static func orderField(of identifier: SearchIdentifier) throws(APIError) -> RunOrder.Field {
        switch try entities.meaning(ofEntityIn: identifier, orAttribute: .attribute) {
        case .metric: return .metric(identifier.key)
        case .param: return .param(identifier.key)
        case .tag: return .tag(identifier.key)
        case .attribute: return try orderAttributes.meaning(of: identifier.key, as: "order_by")
        case .dataset: throw .invalid("Runs cannot be ordered by dataset. Valid are metrics, params, tags and attributes")
        }
    }
}
