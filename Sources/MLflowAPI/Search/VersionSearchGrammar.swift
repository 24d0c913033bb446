package import TrackingViews

/// The filter and order grammar of `model-versions/search`: four attributes and the tags.
package enum VersionSearchGrammar {
    private enum Attribute { case text(VersionTextAttribute, Set<SearchComparator>), number }

    private static let attributes = SearchVocabulary<Attribute>([
        "name": .text(.name, .patternsAndLists), "run_id": .text(.runID, .patternsAndLists), "source_path": .text(.source, .patterns),
        "version_number": .number,
    ])
    private static let orderFields = SearchVocabulary<VersionOrder.Field>([
        "name": .name, "version_number": .number, "creation_timestamp": .created, "last_updated_timestamp": .lastUpdated,
    ])

    /// The conditions that `filter` joins by AND, and whether it asks for prompts, which are hidden otherwise.
    package static func conditions(of filter: String, within limits: SearchLimits = SearchLimits()) throws(APIError) -> (
        conditions: [VersionCondition], prompts: PromptVisibility
    ) {
        let (clauses, prompts) = PromptFilter.split(try SearchClauseParser.clauses(of: filter, within: limits))
        var conditions: [VersionCondition] = []
        for clause in clauses { conditions.append(try condition(of: clause)) }
        return (conditions, prompts)
    }

    /// What `order_by` asks for; empty means the views' default order.
    package static func order(of items: [String], within limits: SearchLimits = SearchLimits()) throws(APIError) -> [VersionOrder] {
        var order: [VersionOrder] = []
        for item in try SearchOrderParser.items(of: items, within: limits) {
            guard try RegistryEntity.of(item.identifier) == .attribute else {
                throw .invalid("Model versions cannot be ordered by tag. Valid are their attributes")
            }
            let field = try orderFields.meaning(of: item.identifier.key, as: "order_by")
            order.append(VersionOrder(field: field, ascending: item.ascending))
        }
        try SearchOrderParser.requireDistinct(order.map(\.field))
        return order
    }

    private static func condition(of clause: SearchClause) throws(APIError) -> VersionCondition {
        let key = clause.identifier.key
        switch try RegistryEntity.of(clause.identifier) {
        case .tag: return .tag(key, try clause.textComparison(.patterns))
        case .attribute:
            switch try attributes.meaning(of: key, as: "attribute") {
            case .text(let attribute, let comparators): return .attribute(attribute, try clause.textComparison(comparators))
            case .number: return .number(try clause.versionNumberComparison())
            }
        }
    }
}
