package import LogPositions

/// How much of one log somebody knew: an entry of a context.
package struct LogHead: Hashable, Sendable {
    package var log: LogID
    package var extent: LogExtent

    package init(log: LogID, extent: LogExtent) {
        self.log = log
        self.extent = extent
    }
}
