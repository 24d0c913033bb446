package import LogPositions
package import Logging
package import SegmentLog
package import TrackingEvents

/// A store's directory.
package final class StoreDirectory: EventSource, Sendable {
    package let path: String
    package let access: StoreAccess
    package let id: StoreID
    package let publicKey: [UInt8]
    package let blobs: BlobStore

    init() { fatalError("not written yet") }

    package static func open(
        at path: String, access: StoreAccess, createIfMissing: Bool, clock: any WallClock = SystemWallClock(),
        randomness: any Randomness = SystemRandomness(), storage: any LogStorage = FileStorage(), logger: Logger
    ) throws(StoreError) -> StoreDirectory { fatalError("not written yet") }

    package func claimServer() throws(StoreError) { fatalError("not written yet") }
    package var acknowledged: [LogID: UInt64] { fatalError("not written yet") }
    package func onDurable(_ wake: @escaping @Sendable () -> Void) { fatalError("not written yet") }
    package func observe(_ ends: [LogID: UInt64]) { fatalError("not written yet") }
    package func close() throws(StoreError) { fatalError("not written yet") }

    package func extents() throws -> [LogID: UInt64] { fatalError("not written yet") }
    package func visit(
        _ log: LogID, _ range: Range<SequenceNumber>, _ visitor: ([Event]) throws -> EventVisit
    ) throws { fatalError("not written yet") }
    package func event(at position: Position) throws -> Event? { fatalError("not written yet") }
}
