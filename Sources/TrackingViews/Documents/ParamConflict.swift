package import LogPositions

/// A value that a param was given too late: another one stands, which was first in the order of events.
package struct ParamConflict: Hashable, Sendable {
    package var key: String
    package var keptValue: String
    package var lostValue: String
    /// The first event that gave the lost value.
    package var position: Position

    package init(key: String, keptValue: String, lostValue: String, position: Position) {
        self.key = key
        self.keptValue = keptValue
        self.lostValue = lostValue
        self.position = position
    }
}
