/// A comparison with an integer: a time in milliseconds, a version number. What has no value fulfils nothing.
package struct IntegerComparison: Hashable, Sendable {
    package var `operator`: NumericOperator
    package var value: Int64

    package init(_ operator: NumericOperator, _ value: Int64) {
        self.operator = `operator`
        self.value = value
    }
}
