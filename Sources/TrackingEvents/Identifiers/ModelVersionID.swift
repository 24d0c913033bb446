package import LogPositions

/// The identity of a model version: the position of the event that created it. Its number is assigned by an event of its own.
package struct ModelVersionID: Hashable, Sendable, CustomStringConvertible {
    package var creation: Position

    package init(creation: Position) { self.creation = creation }

    package var description: String { creation.description }
}

extension ModelVersionID: Comparable {
    package static func < (left: ModelVersionID, right: ModelVersionID) -> Bool { left.creation < right.creation }
}
