/// Parses `order_by` items: one field each, then ASC or DESC in any letter case; ascending where neither stands.
enum SearchOrderParser {
    struct Item: Hashable, Sendable {
        var identifier: SearchIdentifier
        var ascending: Bool
    }

    static func items(of texts: [String], within limits: SearchLimits) throws(APIError) -> [Item] {
        try requireBounded(count: texts.count, within: limits)
        var items: [Item] = []
        for text in texts { items.append(try item(of: text, within: limits)) }
        return items
    }

    /// Refuses an order that names one field twice, under whatever name.
    static func requireDistinct<Field: Hashable>(_ fields: [Field]) throws(APIError) {
        guard Set(fields).count == fields.count else {
            throw .invalid("The same field stands twice in order_by. Name each field once")
        }
    }

    static func requireBounded(count: Int, within limits: SearchLimits) throws(APIError) {
        guard count <= limits.maximumOrderItemCount else {
            throw .invalid("order_by has too many items: \(limits.maximumOrderItemCount) are allowed")
        }
    }

    private static func item(of text: String, within limits: SearchLimits) throws(APIError) -> Item {
        guard text.utf8.count <= limits.maximumOrderItemByteCount else {
            throw .invalid("An order_by item is too long: \(limits.maximumOrderItemByteCount) bytes are allowed")
        }
        let tokens = try SearchLexer.tokens(of: text, as: .orderBy)
        guard let first = tokens.first, let identifier = identifier(of: first) else {
            throw SearchSubject.orderBy.unparsable(text, at: tokens.first?.offset ?? 0, "a field is missing")
        }
        let ascending = try tokens.count > 1 ? isAscending(tokens[1], in: text) : true
        guard tokens.count <= 2 else { throw SearchSubject.orderBy.unparsable(text, at: tokens[2].offset, "nothing may follow") }
        return Item(identifier: identifier, ascending: ascending)
    }

    private static func identifier(of token: SearchToken) -> SearchIdentifier? {
        switch token.kind {
        case .identifier(let identifier): identifier
        case .quoted(let key, by: let quote) where quote != .single: SearchIdentifier(entity: nil, key: key, isQuoted: true)
        default: nil
        }
    }

    private static func isAscending(_ token: SearchToken, in text: String) throws(APIError) -> Bool {
        if case .identifier(let word) = token.kind {
            if word.isKeyword("ASC") { return true }
            if word.isKeyword("DESC") { return false }
        }
        throw SearchSubject.orderBy.unparsable(text, at: token.offset, "expected ASC or DESC")
    }
}
