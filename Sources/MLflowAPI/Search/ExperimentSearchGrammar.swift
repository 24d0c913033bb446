package import TrackingViews

/// The filter and order grammar of `experiments/search`: attributes and tags.
package enum ExperimentSearchGrammar {
    private enum Entity { case tag, attribute }
    private enum Attribute { case name, id, time(ExperimentTimeAttribute) }

    private static let entities = SearchVocabulary<Entity>([
        "attribute": .attribute, "attributes": .attribute, "tag": .tag, "tags": .tag,
    ])
    private static let attributes = SearchVocabulary<Attribute>([
        "name": .name, "experiment_id": .id, "creation_time": .time(.creationTime), "last_update_time": .time(.lastUpdateTime),
    ])
    private static let orderFields = SearchVocabulary<ExperimentOrder.Field>([
        "name": .name, "experiment_id": .id, "creation_time": .time(.creationTime), "last_update_time": .time(.lastUpdateTime),
    ])

    /// The conditions that `filter` joins by AND; none for a blank one.
    package static func conditions(of filter: String, within limits: SearchLimits = SearchLimits()) throws(APIError)
        -> [ExperimentCondition]
    {
        var conditions: [ExperimentCondition] = []
        for clause in try SearchClauseParser.clauses(of: filter, within: limits) { conditions.append(try condition(of: clause)) }
        return conditions
    }

    /// What `order_by` asks for; empty means the views' default order.
    package static func order(of items: [String], within limits: SearchLimits = SearchLimits()) throws(APIError) -> [ExperimentOrder] {
        var order: [ExperimentOrder] = []
        for item in try SearchOrderParser.items(of: items, within: limits) {
            guard try entities.meaning(ofEntityIn: item.identifier, orAttribute: .attribute) == .attribute else {
                throw .invalid("Experiments cannot be ordered by tag. Valid are their attributes")
            }
            let field = try orderFields.meaning(of: item.identifier.key, as: "order_by")
            order.append(ExperimentOrder(field: field, ascending: item.ascending))
        }
        try SearchOrderParser.requireDistinct(order.map(\.field))
        return order
    }

    private static func condition(of clause: SearchClause) throws(APIError) -> ExperimentCondition {
        let key = clause.identifier.key
        switch try entities.meaning(ofEntityIn: clause.identifier, orAttribute: .attribute) {
        case .tag: return .tag(key, try clause.textComparison(.patternsAndNull))
        case .attribute:
            switch try attributes.meaning(of: key, as: "attribute") {
            case .name: return .name(try clause.textComparison(.patterns))
            case .id: return .id(try clause.textComparison(.equalityAndLists))
            case .time(let attribute): return .time(attribute, try clause.integerComparison())
            }
        }
    }
}
