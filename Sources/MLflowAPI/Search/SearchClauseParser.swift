/// Parses a filter into its clauses: `condition (AND condition)*`, blank for everything.
///
/// One loop, no recursion, nothing read twice. Connectives other than AND, parentheses around conditions and values on the left
/// are unparsable by construction; a dangling final AND is tolerated, as clients of MLflow rely on it.
struct SearchClauseParser {
    private let filter: String
    private let tokens: [SearchToken]
    private let limits: SearchLimits
    private var index = 0
    private var listValueCount = 0

    static func clauses(of filter: String, within limits: SearchLimits) throws(APIError) -> [SearchClause] {
        guard filter.utf8.count <= limits.maximumFilterByteCount else {
            throw .invalid(
                "The filter string is too long: \(limits.maximumFilterByteCount) bytes are allowed. Split the search into several")
        }
        var parser = SearchClauseParser(filter: filter, tokens: try SearchLexer.tokens(of: filter, as: .filter), limits: limits)
        return try parser.parse()
    }

    private init(filter: String, tokens: [SearchToken], limits: SearchLimits) {
        self.filter = filter
        self.tokens = tokens
        self.limits = limits
    }

    private mutating func parse() throws(APIError) -> [SearchClause] {
        var clauses: [SearchClause] = []
        while index < tokens.count {
            guard clauses.count < limits.maximumConditionCount else {
                throw .invalid("The filter string has too many conditions: \(limits.maximumConditionCount) are allowed")
            }
            clauses.append(try parseClause())
            guard index < tokens.count else { break }
            guard takeKeyword("AND") else { throw failure("only AND may join conditions") }
        }
        return clauses
    }

    private mutating func parseClause() throws(APIError) -> SearchClause {
        let identifier = try parseIdentifier()
        let comparator = try parseComparator()
        let value = try parseValue(after: comparator)
        return SearchClause(identifier: identifier, comparator: comparator, value: value)
    }

    private mutating func parseIdentifier() throws(APIError) -> SearchIdentifier {
        switch next?.kind {
        case .identifier(let identifier):
            index += 1
            return identifier
        case .quoted(let key, by: let quote) where quote != .single:
            index += 1
            return SearchIdentifier(entity: nil, key: key, isQuoted: true)
        default:
            throw failure("a condition begins with a field, such as tags.key or an attribute's name")
        }
    }

    private mutating func parseComparator() throws(APIError) -> SearchComparator {
        if case .comparator(let sign) = next?.kind {
            index += 1
            return SearchComparator(sign)
        }
        if takeKeyword("LIKE") { return .like }
        if takeKeyword("ILIKE") { return .ilike }
        if takeKeyword("IN") { return .isIn }
        if takeKeyword("NOT") {
            guard takeKeyword("IN") else { throw failure("NOT is only known in NOT IN and IS NOT NULL") }
            return .notIn
        }
        if takeKeyword("IS") {
            let isNegated = takeKeyword("NOT")
            guard takeKeyword("NULL") else { throw failure("IS is only known in IS NULL and IS NOT NULL") }
            return isNegated ? .isNotNull : .isNull
        }
        throw failure("a comparator must follow the field")
    }

    private mutating func parseValue(after comparator: SearchComparator) throws(APIError) -> SearchClause.Value {
        switch comparator {
        case .isNull, .isNotNull: return .none
        case .isIn, .notIn: return .list(try parseList())
        default: break
        }
        switch next?.kind {
        case .number(let text):
            index += 1
            return .number(text)
        case .quoted(let text, by: let quote) where quote != .back:
            index += 1
            return .text(text)
        case .openParenthesis:
            return .list(try parseList())
        default:
            throw failure("expected a quoted text or a number")
        }
    }

    /// `('a', 'b')`: quoted texts, at least one. A comma before the end is let pass: Python prints one-element tuples so.
    private mutating func parseList() throws(APIError) -> [String] {
        guard take(.openParenthesis) else { throw failure("expected a list in parentheses") }
        var values: [String] = []
        repeat {
            guard case .quoted(let text, by: let quote) = next?.kind, quote != .back else { break }
            index += 1
            values.append(text)
        } while take(.comma)
        guard !values.isEmpty else { throw failure("a list needs at least one quoted text") }
        guard take(.closeParenthesis) else { throw failure("a list holds quoted texts, separated by commas") }
        listValueCount += values.count
        guard listValueCount <= limits.maximumListValueCount else {
            throw .invalid("The filter string lists too many values: \(limits.maximumListValueCount) are allowed")
        }
        return values
    }

    private var next: SearchToken? { index < tokens.count ? tokens[index] : nil }

    private mutating func take(_ kind: SearchToken.Kind) -> Bool {
        guard next?.kind == kind else { return false }
        index += 1
        return true
    }

    private mutating func takeKeyword(_ keyword: StaticString) -> Bool {
        guard case .identifier(let identifier) = next?.kind, identifier.isKeyword(keyword) else { return false }
        index += 1
        return true
    }

    private func failure(_ reason: String) -> APIError {
        SearchSubject.filter.unparsable(filter, at: next?.offset ?? filter.utf8.count, reason)
    }
}
