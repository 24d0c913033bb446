package import Logging
package import MLflowAPI
package import TrackingEvents
package import TrackingStore

/// How a store is opened.
package struct StoreOptions: Sendable {
    package var access: StoreAccess
    /// Makes a store where there is none; otherwise that is an error.
    package var createIfMissing: Bool
    /// Takes the store for this server: a second one is refused.
    package var isServer = false
    /// Keeps the views following the logs by a thread. Without it they follow when asked: enough for a command that reads once.
    package var keepsFolding: Bool
    package var limits = APILimits()
    package var clock: any WallClock = SystemWallClock()
    package var randomness: any Randomness = SystemRandomness()
    /// What the store itself calls its own commands' client, `cairn/0.1.0`.
    package var agent: String
    package var logger: Logger

    package init(
        access: StoreAccess, createIfMissing: Bool = false, keepsFolding: Bool = false, agent: String,
        logger: Logger = .silent
    ) {
        self.access = access
        self.createIfMissing = createIfMissing
        self.keepsFolding = keepsFolding
        self.agent = agent
        self.logger = logger
    }
}

extension Logger {
    /// For whoever wants no log.
    package static var silent: Logger { Logger(label: "cairn", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
