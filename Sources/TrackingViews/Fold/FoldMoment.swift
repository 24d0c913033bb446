import LogPositions

/// Of the event being folded: its place in the total order, and the writer's wall clock.
struct FoldMoment {
    /// As `PositionBytes` writes it.
    var order: [UInt8]
    /// Milliseconds since the Unix epoch.
    var time: Int64
    var position: Position

    var orderValue: SQLValue { .blob(order) }
    var timeValue: SQLValue { .integer(time) }
}
