import LogCheckpoints
import Logging
import SegmentLog
import TrackingEvents

/// What every part of an open store works with.
struct StoreContext: Sendable {
    var layout: StoreLayout
    var identity: StoreIdentity
    /// Nil where the store was opened read-only.
    var key: StoreKey?
    var files: StoreFiles
    var clock: any WallClock
    var randomness: any Randomness
    var logger: Logger

    var storage: any LogStorage { files.storage }

    /// As it stands in `LogOpened`, and names this program as an agent.
    static let softwareVersion = "0.1.0"
}
