package import LogPositions

/// The total order of all events, the same on every store: by stamp, then log, then sequence number.
package struct EventOrder: Hashable, Sendable {
    package var stamp: HybridTimestamp
    package var position: Position

    package init(stamp: HybridTimestamp, position: Position) {
        self.stamp = stamp
        self.position = position
    }
}

extension EventOrder: Comparable {
    package static func < (left: EventOrder, right: EventOrder) -> Bool {
        (left.stamp, left.position) < (right.stamp, right.position)
    }
}
