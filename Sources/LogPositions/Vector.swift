/// Which prefix of each log somebody has: the state of a replica, or a moment in the store's causal history.
public struct Vector: Hashable, Sendable {
    public var extents: [LogID: LogExtent]

    public init(_ extents: [LogID: LogExtent] = [:]) { self.extents = extents }

    /// The number of records held of `log`; zero when it is unknown.
    public func size(of log: LogID) -> UInt64 { extents[log]?.size ?? 0 }

    /// Whether the record at `position` lies inside.
    public func contains(_ position: Position) -> Bool { position.sequence.rawValue < size(of: position.log) }

    /// Raises `log` to `extent` if that is longer than what is there.
    public mutating func raise(_ log: LogID, to extent: LogExtent) {
        if extent.size > size(of: log) { extents[log] = extent }
    }
}
