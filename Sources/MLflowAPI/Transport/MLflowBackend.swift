package import TrackingEvents
package import TrackingStore
package import TrackingViews

/// What the API stands on: commands for writing, views and blobs for reading.
package struct MLflowBackend: Sendable {
    package var commands: CommandHandler
    package var views: TrackingViews
    package var blobs: BlobStore
    /// Returns once the views have folded everything that this process acknowledged. Called before reads, never before writes.
    package var waitUntilReadable: @Sendable () throws -> Void
    package var limits: APILimits
    /// What `/version` answers: the MLflow version whose API this is, since clients branch on it.
    package var serverVersion: String
    package var clock: any WallClock
    /// Runs as JSON, as searches answer with them.
    let runTexts: RunForms

    package static let defaultServerVersion = "3.17.2"

    package init(
        commands: CommandHandler, views: TrackingViews, blobs: BlobStore,
        waitUntilReadable: @escaping @Sendable () throws -> Void, limits: APILimits = APILimits(),
        serverVersion: String = MLflowBackend.defaultServerVersion, clock: any WallClock = SystemWallClock()
    ) {
        self.commands = commands
        self.views = views
        self.blobs = blobs
        self.waitUntilReadable = waitUntilReadable
        self.limits = limits
        self.serverVersion = serverVersion
        self.clock = clock
        runTexts = RunForms(byteCountMax: limits.maximumKeptRunByteCount)
    }
}
