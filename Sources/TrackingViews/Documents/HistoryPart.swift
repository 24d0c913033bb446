package import TrackingEvents

/// Points of a metric's history that lie together and are of one series.
package struct HistoryPart {
    package var series: MetricSeries
    package var points: ArraySlice<SeriesPoint>
    /// How many points follow in the page.
    package var followingCount: Int
}
