extension IntegerComparison {
    func sql(_ column: String) -> SQLText { SQLText("\(column) \(self.operator.rawValue) ?", .integer(value)) }
}

extension NumberComparison {
    /// The comparison of a metric's value in a row that is there: null is NaN, which differs from every number.
    func sql(_ column: String) -> SQLText {
        let comparison = SQLText("\(column) \(self.operator.rawValue) ?", .real(value))
        return self.operator == .notEqual ? "(" + comparison + " OR \(column) IS NULL)" : comparison
    }
}
