import LogPositions
package import MLflowAPI
import SegmentLog
package import TrackingEvents
package import TrackingStore
package import TrackingViews

/// A store's whole life: its directory, the views over it, the commands over both, and what keeps them together.
///
/// The three know nothing of one another but their protocols; this type owns them, folds the logs into the views, and ends them in order.
/// Safe to use from any thread; every method may block on files.
package final class CairnStore: Sendable {
    package let directory: StoreDirectory
    package let views: TrackingViews
    package let commands: CommandHandler
    package let api: MLflowAPI
    /// Who this process is, for commands of its own.
    package let agent: Agent

    private let folder: ViewFolder
    private let thread: FoldThread?
    private let maintenance: MaintenanceThread?

    /// Opens the store at `path`.
    ///
    /// A fresh store gets the experiment `Default` at its first opening for writing.
    /// - Throws: `StoreError`, `ViewsError`, ``CoreError``: each says what to do.
    package static func open(at path: String, _ options: StoreOptions) throws -> CairnStore {
        let directory = try StoreDirectory.open(
            at: path, access: options.access, createIfMissing: options.createIfMissing, clock: options.clock,
            randomness: options.randomness, logger: options.logger)
        do {
            if options.isServer { try directory.claimServer() }
            let location = try ViewsLocation.directory(forStoreAt: directory.path, id: directory.id, access: options.access)
            let views = try TrackingViews.open(at: location, storeID: directory.id)
            let maintenance = options.keepsFolding && options.access == .readWrite ? try directory.maintenance(.background) : nil
            let store = CairnStore(directory: directory, views: views, maintenance: maintenance, options: options)
            try store.begin(options)
            return store
        } catch {
            try? directory.close()
            throw error
        }
    }

    private init(directory: StoreDirectory, views: TrackingViews, maintenance: StoreMaintenance?, options: StoreOptions) {
        let folder = ViewFolder(directory: directory, views: views, logger: options.logger)
        self.directory = directory
        self.views = views
        self.folder = folder
        commands = CommandHandler(
            store: directory, facts: views, catchUp: { try folder.foldAll() }, prepareFacts: { try folder.fold(upTo: [:]) },
            relieve: { try folder.fold(upTo: directory.acknowledged) }, remembers: options.keepsFolding)
        agent = ThisProcess.agent(client: options.agent)
        thread =
            options.keepsFolding
            ? FoldThread(pass: { folder.foldQuietly(looksAtOthers: $0) }, hasReaders: { folder.takeReaders() }) : nil
        self.maintenance = maintenance.map { MaintenanceThread($0) }
        api = MLflowAPI(
            backend: MLflowBackend(
                commands: commands, views: views, blobs: directory.blobs,
                waitUntilReadable: { try folder.waitUntilReadable() }, limits: options.limits,
                clock: options.clock))
    }

    private func begin(_ options: StoreOptions) throws {
        // Weak: the handler's own closure leads to the folder, which would keep it alive for ever.
        folder.onFold { [weak commands] in commands?.didFold($0) }
        if options.access == .readWrite, try directory.extents().isEmpty { try createDefaultExperiment() }
        maintenance?.start()
        guard let thread else { return }
        directory.onDurable { thread.wake() }
        thread.start()
    }

    private func createDefaultExperiment() throws {
        let origin = CommandOrigin(actor: ThisProcess.actor, agent: agent)
        let made = try commands.createExperiment(
            name: ExperimentID.defaultName, artifactLocation: nil, tags: [], by: origin)
        try made.ticket?.wait()
    }
}

extension CairnStore {
    /// Returns when reads show every write that this process acknowledged.
    package func waitUntilReadable() throws { try folder.waitUntilReadable() }

    /// Returns when reads show everything that was durable in the store when it was called, whoever wrote it.
    package func catchUp(progress: ((FoldProgress) -> Void)? = nil) throws { try folder.foldAll(progress: progress) }

    /// Throws the views away and makes them again from the logs.
    package func rebuildViews(progress: ((FoldProgress) -> Void)? = nil) throws { try folder.rebuild(progress: progress) }

    /// Re-hashes every log and every blob that an event names.
    package func verify(progress: (StoreVerification.Progress) -> Void = { _ in }) throws -> StoreVerification {
        try StoreVerification.run(on: directory, progress: progress)
    }

    /// Makes durable what is in flight, seals this process's logs, and closes the views. Nothing may be called afterwards.
    package func close() throws {
        thread?.stop()
        maintenance?.stop()
        let sealing = Result { try directory.close() }
        folder.onFold(nil)
        views.close()
        try sealing.get()
    }
}
