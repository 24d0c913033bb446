package import LogPositions

/// Where the events about an entity lie.
package protocol EntityIndex: Sendable {
    /// The positions of all events that name `entity` in their head, in the total order of events.
    func positions(of entity: EntityID) throws -> [Position]
}
