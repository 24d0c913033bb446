/// Metrics, params and tags were logged to a run, all in one request.
package struct RunDataLogged: Hashable, Sendable {
    package var run: RunID
    package var metrics: MetricColumns
    package var params: [Param]
    package var tags: [Tag]

    package init(run: RunID, metrics: MetricColumns, params: [Param], tags: [Tag]) {
        self.run = run
        self.metrics = metrics
        self.params = params
        self.tags = tags
    }
}
