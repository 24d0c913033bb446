import TrackingViews

/// What a clause says about a field of a given kind; anything else is a 400 that names what would have been valid.
extension SearchClause {
    /// A field of text. Which comparators it takes differs from field to field.
    func textComparison(_ valid: Set<SearchComparator>) throws(APIError) -> TextComparison {
        try require(valid)
        switch (comparator, value) {
        case (.equal, .text(let text)): return .equal(text)
        case (.notEqual, .text(let text)): return .notEqual(text)
        case (.like, .text(let text)): return .like(text)
        case (.ilike, .text(let text)): return .ilike(text)
        case (.isIn, .list(let texts)): return .isIn(texts)
        case (.notIn, .list(let texts)): return .notIn(texts)
        case (.isNull, .none): return .isNull
        case (.isNotNull, .none): return .isNotNull
        default: throw .invalid("Expected a quoted string value for '\(field)' after \(comparator.rawValue)")
        }
    }

    /// A metric: a number without quotes.
    func numberComparison() throws(APIError) -> NumberComparison {
        try require(.numeric)
        guard case .number(let text) = value, let number = Double(text) else { throw numberExpected }
        return NumberComparison(numericOperator, number)
    }

    /// A time in milliseconds: a number without quotes. Fractions are let pass, as clients compute them: no integer equals `1.5`,
    /// and those above it are those above 1.
    func integerComparison() throws(APIError) -> IntegerComparison {
        try require(.numeric)
        guard case .number(let text) = value else { throw numberExpected }
        if let exact = Int64(text) { return IntegerComparison(numericOperator, exact) }
        guard let number = Double(text) else { throw numberExpected }
        return integerComparison(withFraction: number)
    }

    /// A version: an integer, quoted or not.
    func versionNumberComparison() throws(APIError) -> IntegerComparison {
        try require(.numeric)
        switch value {
        case .number(let text), .text(let text):
            guard let number = Int64(text) else { break }
            return IntegerComparison(numericOperator, number)
        default: break
        }
        throw .invalid("Expected an integer for '\(field)'")
    }

    func require(_ valid: Set<SearchComparator>) throws(APIError) {
        guard !valid.contains(comparator) else { return }
        let names = SearchComparator.allCases.filter(valid.contains).map(\.rawValue).joined(separator: ", ")
        throw .invalid("Invalid comparator '\(comparator.rawValue)' for '\(field)'. Valid comparators are \(names)")
    }

    private var numberExpected: APIError {
        .invalid("Expected a number without quotes as the value of '\(field)'")
    }

    /// Call it after ``require(_:)`` let one of the six signs pass.
    private var numericOperator: NumericOperator {
        switch comparator {
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        default: .equal
        }
    }

    /// The comparison of integers that says the same as comparing them with `number`, which is no Int64.
    private func integerComparison(withFraction number: Double) -> IntegerComparison {
        let floor = number.rounded(.down)
        let always = IntegerComparison(.greaterOrEqual, .min)
        let never = IntegerComparison(.less, .min)
        if floor < -0x1p63 { return [.greater, .greaterOrEqual, .notEqual].contains(comparator) ? always : never }
        if floor >= 0x1p63 { return [.less, .lessOrEqual, .notEqual].contains(comparator) ? always : never }
        let below = Int64(floor)
        if floor == number { return IntegerComparison(numericOperator, below) }
        switch comparator {
        case .greater, .greaterOrEqual: return IntegerComparison(.greater, below)
        case .less, .lessOrEqual: return IntegerComparison(.lessOrEqual, below)
        case .notEqual: return always
        default: return never
        }
    }
}
