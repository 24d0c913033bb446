/// One observation of a metric. Infinities were clamped before it was made; NaN is a value.
package struct MetricPoint: Hashable, Sendable {
    package var value: Double
    /// Milliseconds since the Unix epoch, not negative.
    package var timestamp: Int64
    package var step: Int64

    package init(value: Double, timestamp: Int64, step: Int64) {
        self.value = value
        self.timestamp = timestamp
        self.step = step
    }
}
