package import TrackingViews

/// The filter and order grammar of `registered-models/search`: the name and the tags.
package enum RegisteredModelSearchGrammar {
    private static let attributes = SearchVocabulary<Bool>(["name": true])
    private static let orderFields = SearchVocabulary<RegisteredModelOrder.Field>([
        "name": .name, "timestamp": .lastUpdated, "last_updated_timestamp": .lastUpdated,
    ])

    /// The conditions that `filter` joins by AND, and whether it asks for prompts, which are hidden otherwise.
    package static func conditions(
        of filter: String, within limits: SearchLimits = SearchLimits()
    ) throws(APIError) -> (conditions: [RegisteredModelCondition], prompts: PromptVisibility) {
        let (clauses, prompts) = PromptFilter.split(try SearchClauseParser.clauses(of: filter, within: limits))
        var conditions: [RegisteredModelCondition] = []
        for clause in clauses { conditions.append(try condition(of: clause)) }
        return (conditions, prompts)
    }

    /// What `order_by` asks for; empty means the views' default order.
    package static func order(of items: [String], within limits: SearchLimits = SearchLimits()) throws(APIError) -> [RegisteredModelOrder] {
        var order: [RegisteredModelOrder] = []
        for item in try SearchOrderParser.items(of: items, within: limits) {
            guard try RegistryEntity.of(item.identifier) == .attribute else {
                throw .invalid("Registered models cannot be ordered by tag. Valid are their attributes")
            }
            let field = try orderFields.meaning(of: item.identifier.key, as: "order_by")
            order.append(RegisteredModelOrder(field: field, ascending: item.ascending))
        }
        try SearchOrderParser.requireDistinct(order.map(\.field))
        return order
    }

    private static func condition(of clause: SearchClause) throws(APIError) -> RegisteredModelCondition {
        let identifier = clause.identifier
        switch try RegistryEntity.of(identifier) {
        case .tag: return .tag(identifier.key, try clause.textComparison(.patterns))
        case .attribute:
            // As upstream: quoted, `name` is no attribute of a registered model.
            guard !identifier.isQuoted else {
                throw .invalid(
                    "Invalid attribute key '\(identifier.key.shortened)' specified. The valid key 'name' is written without quotes")
            }
            _ = try attributes.meaning(of: identifier.key, as: "attribute")
            return .name(try clause.textComparison(.patternsAndLists))
        }
    }
}
