import SwiftProtobuf

extension MetricColumns {
    var wire: WireMetricColumns {
        var wire = WireMetricColumns()
        wire.series = series.map(\.wire)
        if seriesIndices.contains(where: { $0 != 0 }) { wire.seriesIndices = seriesIndices }
        wire.values = values
        wire.timestampDeltas = Self.deltas(of: timestamps)
        wire.stepDeltas = Self.deltas(of: steps)
        return wire
    }

    init(_ wire: WireMetricColumns) throws(WireFieldError) {
        var series: [MetricSeries] = []
        series.reserveCapacity(wire.series.count)
        for entry in wire.series { series.append(MetricSeries(entry)) }
        guard series.count < 2 || Set(series).count == series.count else { throw .invalid("metrics.series") }
        // As many zeros as there are values, which are here already: no number is trusted.
        let indices = wire.seriesIndices.isEmpty ? [UInt32](repeating: 0, count: wire.values.count) : wire.seriesIndices
        let columns = MetricColumns(
            series: series, seriesIndices: indices, values: wire.values, timestamps: Self.sums(of: wire.timestampDeltas),
            steps: Self.sums(of: wire.stepDeltas))
        guard let columns else { throw .invalid("metrics") }
        self = columns
    }

    private static func deltas(of numbers: [Int64]) -> [Int64] {
        var previous: Int64 = 0
        return numbers.map { number in
            defer { previous = number }
            return number &- previous
        }
    }

    private static func sums(of deltas: [Int64]) -> [Int64] {
        var sum: Int64 = 0
        return deltas.map { delta in
            sum &+= delta
            return sum
        }
    }
}

extension MetricSeries {
    fileprivate var wire: WireMetricSeries {
        var wire = WireMetricSeries()
        wire.key = key
        if let model { wire.model = model.wire }
        if let datasetName { wire.datasetName = datasetName }
        if let datasetDigest { wire.datasetDigest = datasetDigest }
        return wire
    }

    fileprivate init(_ wire: WireMetricSeries) {
        self.init(
            key: wire.key, model: wire.hasModel ? LoggedModelID(wire.model) : nil,
            datasetName: wire.hasDatasetName ? wire.datasetName : nil,
            datasetDigest: wire.hasDatasetDigest ? wire.datasetDigest : nil)
    }
}
