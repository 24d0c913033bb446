/// A batch of metric points in columns, in the order in which they were logged.
///
/// Series are kept once, in a dictionary of the batch; each point names its series by index. All columns have the same length.
package struct MetricColumns: Hashable, Sendable {
    /// The batch's dictionary, in order of first use, without duplicates.
    package private(set) var series: [MetricSeries] = []
    /// For each point the index of its series.
    package private(set) var seriesIndices: [UInt32] = []
    package private(set) var values: [Double] = []
    package private(set) var timestamps: [Int64] = []
    package private(set) var steps: [Int64] = []

    package init() {}

    /// Takes columns that were decoded; nil unless they are of one length and every index names a series.
    package init?(series: [MetricSeries], seriesIndices: [UInt32], values: [Double], timestamps: [Int64], steps: [Int64]) {
        let count = seriesIndices.count
        guard values.count == count, timestamps.count == count, steps.count == count else { return nil }
        guard seriesIndices.allSatisfy({ $0 < series.count }) else { return nil }
        self.series = series
        self.seriesIndices = seriesIndices
        self.values = values
        self.timestamps = timestamps
        self.steps = steps
    }

    package var count: Int { seriesIndices.count }
    package var isEmpty: Bool { seriesIndices.isEmpty }

    package mutating func reserveCapacity(_ count: Int) {
        seriesIndices.reserveCapacity(count)
        values.reserveCapacity(count)
        timestamps.reserveCapacity(count)
        steps.reserveCapacity(count)
    }

    /// Adds a point. Finding the series is a scan from the newest on, which is quick for the handful of series that a batch has;
    /// builders of large dictionaries use `seriesIndex(for:)` once and `append(_:seriesIndex:)`.
    package mutating func append(_ point: MetricPoint, to series: MetricSeries) {
        append(point, seriesIndex: seriesIndex(for: series))
    }

    package mutating func append(_ point: MetricPoint, seriesIndex: UInt32) {
        precondition(seriesIndex < series.count, "the point names a series of this batch")
        seriesIndices.append(seriesIndex)
        values.append(point.value)
        timestamps.append(point.timestamp)
        steps.append(point.step)
    }

    /// The index of `wanted` in the dictionary, added when it is new.
    package mutating func seriesIndex(for wanted: MetricSeries) -> UInt32 {
        if let known = series.lastIndex(of: wanted) { return UInt32(known) }
        series.append(wanted)
        return UInt32(series.count - 1)
    }

    package subscript(index: Int) -> (series: MetricSeries, point: MetricPoint) {
        let point = MetricPoint(value: values[index], timestamp: timestamps[index], step: steps[index])
        return (series[Int(seriesIndices[index])], point)
    }
}
