import Testing
import TrackingEvents

@Suite struct MetricColumnsTests {
    @Test func seriesIsKeptOnceInOrderOfFirstUse() {
        var columns = MetricColumns()
        for key in ["loss", "auc", "loss"] { columns.append(MetricPoint(value: 1, timestamp: 2, step: 3), to: MetricSeries(key: key)) }
        #expect(columns.series.map(\.key) == ["loss", "auc"])
        #expect(columns.seriesIndices == [0, 1, 0])
        #expect(columns[2].series.key == "loss")
        #expect(columns[2].point == MetricPoint(value: 1, timestamp: 2, step: 3))
    }

    @Test func columnsOfUnequalLengthAreRefused() {
        let series = [MetricSeries(key: "loss")]
        #expect(MetricColumns(series: series, seriesIndices: [0], values: [1], timestamps: [1], steps: []) == nil)
        #expect(MetricColumns(series: series, seriesIndices: [0, 0], values: [1], timestamps: [1], steps: [1]) == nil)
        #expect(MetricColumns(series: series, seriesIndices: [0], values: [1], timestamps: [1], steps: [1])?.count == 1)
    }

    @Test func indexOfNoSeriesIsRefused() {
        #expect(MetricColumns(series: [], seriesIndices: [0], values: [1], timestamps: [1], steps: [1]) == nil)
        #expect(MetricColumns(series: [MetricSeries(key: "a")], seriesIndices: [1], values: [1], timestamps: [1], steps: [1]) == nil)
    }
}
