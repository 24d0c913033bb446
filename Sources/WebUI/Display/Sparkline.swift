import TrackingEvents

/// A metric's history as one small line: at most two points for each pixel column, the lowest and the highest there.
struct Sparkline: Sendable {
    /// The corners of the line in the chart's coordinates: `x,y` and blanks between, as SVG wants them.
    let corners: String

    static let width = 160
    static let height = 32
    private static let columnCount = 80

    /// nil when there is no line to draw: fewer than two finite values.
    ///
    /// - Parameter points: in the order in which they were observed. Values that are no numbers are left out.
    init?(_ points: [MetricPoint]) {
        let values = points.map(\.value).filter(\.isFinite)
        guard values.count > 1, let low = values.min(), let high = values.max() else { return nil }
        var corners: [String] = []
        let columns = Self.columns(of: values.count)
        for (column, range) in columns.enumerated() {
            let x = Double(column) / Double(columns.count - 1) * Double(Self.width)
            for value in Self.extremes(of: values[range]) {
                corners.append("\(Self.tenths(x)),\(Self.tenths(Self.y(of: value, low: low, high: high)))")
            }
        }
        self.corners = corners.joined(separator: " ")
    }

    private static func columns(of count: Int) -> [Range<Int>] {
        let columns = min(count, columnCount)
        return (0..<columns).map { ($0 * count / columns)..<(($0 + 1) * count / columns) }
    }

    /// One value, or the lowest and the highest in the order in which they came.
    private static func extremes(of values: ArraySlice<Double>) -> [Double] {
        guard values.count > 1,
            let low = values.indices.min(by: { values[$0] < values[$1] }), let high = values.indices.max(by: { values[$0] < values[$1] })
        else { return Array(values) }
        return [min(low, high), max(low, high)].map { values[$0] }
    }

    /// Halves first: the distance between the largest doubles is no double.
    private static func y(of value: Double, low: Double, high: Double) -> Double {
        guard high > low else { return Double(height) / 2 }
        let share = (value / 2 - low / 2) / (high / 2 - low / 2)
        return Double(height) - 1 - (share.isFinite ? share : 0) * Double(height - 2)
    }

    private static func tenths(_ value: Double) -> String { ((value * 10).rounded() / 10).description }
}
