/// A comparison with a number. NaN fulfils only `!=`; what has no value at all fulfils nothing.
package struct NumberComparison: Hashable, Sendable {
    package var `operator`: NumericOperator
    package var value: Double

    package init(_ operator: NumericOperator, _ value: Double) {
        self.operator = `operator`
        self.value = value
    }
}
