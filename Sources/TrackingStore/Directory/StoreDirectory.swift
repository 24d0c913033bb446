import ContentHashing
import LogCheckpoints
package import LogPositions
package import Logging
package import SegmentLog
import Synchronization
package import TrackingEvents

/// A store's directory: its identity and key, its logs as one source of events, its blobs, and the appending to this process's own logs.
///
/// Any number of processes may have a store open at once; each appends to logs of its own, and reads everyone's. Everything that is read is
/// durable. All methods may be called from any thread. Layout: `StoreLayout`.
package final class StoreDirectory: Sendable {
    package let path: String
    package let access: StoreAccess
    package let id: StoreID
    /// Ed25519, 32 bytes.
    package let publicKey: [UInt8]
    package let blobs: BlobStore

    let context: StoreContext
    let names: NameSource
    private let recovery: DeadLogRecovery?
    private let session: Mutex<ForkBound<StoreSession>>
    private let serverLock = Mutex<(any LogLock)?>(nil)
    private let follower = Mutex(Follower())

    /// Who is told of submissions. A struct around the closure: a `Mutex` of a function type converts it at every access, there and back, and each
    /// conversion wraps the one before.
    private struct Follower {
        var wake: (@Sendable () -> Void)?
    }

    private init(_ context: StoreContext, access: StoreAccess) {
        self.context = context
        self.access = access
        path = context.layout.path
        id = context.identity.store
        publicKey = context.identity.publicKey.bytes
        names = NameSource(randomness: context.randomness)
        blobs = BlobStore(context, access: access)
        recovery = access == .readWrite ? DeadLogRecovery(context) : nil
        session = Mutex(ForkBound(StoreSession(context: context, recovery: recovery)))
    }

    /// Opens the store at `path`, which is made first if there is none and `createIfMissing` says so.
    ///
    /// A read-write opening brings the logs of dead writers to their end and clears away uploads that nobody will finish. A read-only one
    /// touches nothing, and reads up to the watermarks.
    package static func open(
        at path: String, access: StoreAccess, createIfMissing: Bool, clock: any WallClock = SystemWallClock(),
        randomness: any Randomness = SystemRandomness(), storage: any LogStorage = FileStorage(), logger: Logger
    ) throws(StoreError) -> StoreDirectory {
        let layout = StoreLayout(path: AbsolutePath.text(of: path))
        let files = StoreFiles(storage: storage)
        var identity = try StoreOpening.identity(layout, files)
        if identity == nil, createIfMissing, access == .readWrite {
            identity = try StoreCreation(layout: layout, files: files, clock: clock).run()
        }
        guard let identity else { throw StoreOpening.notAStore(layout) }
        let key = access == .readWrite ? try StoreOpening.key(layout, of: identity) : nil
        let context = StoreContext(
            layout: layout, identity: identity, key: key, files: files, clock: clock, randomness: randomness,
            logger: logger)
        let store = StoreDirectory(context, access: access)
        try store.tidy()
        return store
    }

    /// Makes this process the store's server, until it closes the store or ends. Any other is refused with a sentence.
    package func claimServer() throws(StoreError) {
        try serverLock.withLock { (held) throws(StoreError) in
            if held != nil { return }
            held = try StoreError.translating("starting a server") { () throws(LogError) in
                try context.storage.lock(context.layout.serverLock)
            }
            if held != nil { return }
            throw StoreError(
                .heldByAnotherServer, path: path,
                message: "Another Cairn server is running on the store at \(path). "
                    + "Use that one, stop it first, or give this one another --store.")
        }
    }

    /// Keeps the store's files few; only where the store was opened for writing.
    package func maintenance(_ limits: StoreMaintenance.Limits) throws(StoreError) -> StoreMaintenance {
        guard access == .readWrite else {
            throw StoreError(
                .readOnly, path: path,
                message: "The store at \(path) was opened for reading only. Open it read-write to change it.")
        }
        return StoreMaintenance(context, limits: limits)
    }

    /// How many records of each of this process's logs are durable: at least all that were acknowledged to anyone.
    package var acknowledged: [LogID: UInt64] { currentSession.shelf.ownEnds }

    /// Sets what is called, without any lock held, whenever this process has submitted records; they are about to become durable.
    package func onDurable(_ wake: @escaping @Sendable () -> Void) { follower.withLock { $0.wake = wake } }

    /// Tells the store what the reader of its events has taken in: the next append says so, in a `Context` record, and is stamped later.
    package func observe(_ ends: [LogID: UInt64]) {
        let session = currentSession
        let own = session.shelf.ownLogs
        session.reading.observations.withLock { $0.learn(ends, except: own.contains) }
    }

    /// Seals this process's logs and gives its locks back. Commands fail afterwards; reading goes on.
    package func close() throws(StoreError) {
        defer {
            serverLock.withLock { held in
                held?.release()
                held = nil
            }
        }
        try currentSession.close()
    }
}

extension StoreDirectory: EventSource {
    package func extents() throws -> [LogID: UInt64] { try currentSession.reading.extents() }

    package func visit(
        _ log: LogID, _ range: Range<SequenceNumber>, _ visitor: ([Event]) throws -> EventVisit
    ) throws {
        try currentSession.reading.visit(log, range, visitor)
    }

    package func event(at position: Position) throws -> Event? { try currentSession.reading.event(at: position) }
}

extension StoreDirectory {
    /// Submits one event to the log that it belongs to.
    func submit(_ payload: EventPayload, by origin: CommandOrigin) throws(CommandError) -> Commitment {
        let draft = EventDraft(payload, reason: origin.reason, context)
        let made = try currentSession[LogLabel(of: payload.type)].submit(by: origin) { _ in [draft] }
        wakeReader()
        return made
    }

    /// Submits, as one batch, the events that `payloads` makes of the place that the first of them will get.
    func submit(
        to label: LogLabel, by origin: CommandOrigin, _ payloads: (Position) -> [EventPayload]
    ) throws(CommandError) -> Commitment {
        let made = try currentSession[label].submit(by: origin) { position in
            payloads(position).map { EventDraft($0, reason: origin.reason, context) }
        }
        wakeReader()
        return made
    }

    /// Whether a full disk has ended a log of this process: what is in flight there will not be acknowledged.
    var hasFullLogs: Bool { currentSession.hasFullLogs }

    /// Brings this process's logs to their end that a full disk has ended, if there is room now; whether there are any. Nothing can be
    /// appended to them until `startAfresh`, which makes room for new ones.
    func leaveFullLogs() throws(CommandError) -> Bool { try currentSession.leaveFullLogs() }

    func startAfresh() {
        currentSession.startAfresh()
        context.logger.notice("There is room on the disk again: writing goes on in a new log.")
    }

    /// The logs that this process writes.
    var ownLogs: Set<LogID> { currentSession.shelf.ownLogs }

    /// Brings the logs of writers that died to their end, now.
    func recoverDeadWriters() throws(CommandError) {
        do throws(LogError) { try currentSession.reading.recoverDeadWriters() } catch { throw .log(error) }
    }

    /// Returns when a record that its writer made durable can be read here: the watermark that shows it follows the sync.
    func waitUntilShown(_ position: Position) throws(CommandError) {
        var pause = BriefPause()
        while pause.totalMicroseconds < 5_000_000 {
            do {
                if position.isFolded(in: try extents()) { return }
                // A log whose writer is gone was recovered: what it does not show is damaged, and shown to nobody.
                if try !context.storage.isLocked(context.layout.liveFile(position.log)) { return try recoverDeadWriters() }
            } catch let error as CommandError { throw error } catch { throw .factsUnavailable("\(error)") }
            pause.wait()
        }
        throw .notWritable(
            StoreError(
                .inputOutput, path: context.layout.log(position.log),
                message: "Another process that changes the registry of \(path) does not show what it did. "
                    + "See whether it hangs and end it, then try again."))
    }

    /// Does something that what is known of the registry does not survive, while no process of the store has a turn on it. Whoever has the
    /// next turn looks at everything anew.
    package func invalidatingRegistry(_ body: () throws -> Void) throws {
        let lock = try lockRegistry()
        defer { lock.release() }
        try RegistryMark(context).replace()
        try body()
    }

    /// The registry of this store, for one turn at a time, across processes.
    func lockRegistry() throws(CommandError) -> any LogLock {
        do {
            let lock = try StoreError.translating("changing the registry") { () throws(LogError) in
                try context.files.waitForLock(context.layout.registryLock, secondsMax: 30)
            }
            if let lock { return lock }
        } catch { throw .notWritable(error) }
        throw .notWritable(
            StoreError(
                .inputOutput, path: context.layout.registryLock,
                message: "Another process has been changing the registry of \(path) for more than 30 seconds. "
                    + "See whether it hangs and end it, then try again."))
    }

    private func wakeReader() {
        let wake = follower.withLock { $0.wake }
        wake?()
    }

    private var currentSession: StoreSession {
        session.withLock { state in
            let earlier = state.value
            state.renewAfterFork {
                // The parent's writers must neither be flushed nor sealed here: they stay, unreachable.
                _ = Unmanaged.passRetained(earlier)
                return StoreSession(context: context, recovery: recovery)
            }
            return state.value
        }
    }

    private func tidy() throws(StoreError) {
        guard let recovery else { return }
        try StoreError.translating("opening the store") { () throws(LogError) in
            // An archive or a copy may have left out what was empty.
            for directory in context.layout.directories where try context.storage.fileNames(in: directory) == nil {
                try context.storage.createDirectory(directory)
            }
        }
        let lock = try StoreError.translating("opening the store") { () throws(LogError) in
            try context.files.waitForLock(context.layout.openingLock, secondsMax: 30)
        }
        guard let lock else { throw StoreOpening.isBusy(context.layout) }
        defer { lock.release() }
        try StoreError.translating("recovering logs") { () throws(LogError) in try recovery.run() }
        try blobs.removeAbandonedUploads()
    }
}
