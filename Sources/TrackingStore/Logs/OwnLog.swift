import ContentHashing
import LogCheckpoints
import LogPositions
import SegmentLog
import Synchronization
import TrackingEvents

/// This process's log of one label. It comes into being with the first append, begins with `LogOpened`, and is never appended to again once
/// it was left.
///
/// Sequence of a birth: live file made and locked, `live/` synced, log created by its first batch.
final class OwnLog: Sendable {
    private struct Open {
        var writer: LogWriter
        var live: any LogLock
        /// What the log's records so far say that their writer knew.
        var known: [LogID: UInt64]
        var knownVersion: UInt64?
    }

    private enum State {
        /// Exits: open, closed.
        case unborn
        /// Exits: full, closed.
        case open(Open)
        /// The disk was full, which ended the log; the next one comes into being when there is room. Exits: unborn, closed.
        case full(FullLog)
        case closed
    }

    private struct FullLog {
        var log: LogID
        /// When room is looked for again.
        var retryMilliseconds: Int64
    }

    /// How much room has to be there before a full log is left for a new one.
    private static let roomByteCount = 1 << 20
    private static let retryIntervalMilliseconds: Int64 = 250

    private let label: LogLabel
    private let context: StoreContext
    private let reading: StoreReading
    private let stamps: StampSource
    /// Held while a batch gets its stamps and its place, so that both rise together.
    private let state = Mutex(State.unborn)

    init(_ label: LogLabel, context: StoreContext, reading: StoreReading, stamps: StampSource) {
        self.label = label
        self.context = context
        self.reading = reading
        self.stamps = stamps
    }

    /// Submits what `drafts` makes of the place that its first event will get, as one batch.
    func submit(
        by origin: CommandOrigin, _ drafts: (Position) -> [EventDraft]
    ) throws(CommandError) -> Commitment {
        try state.withLock { (state) throws(CommandError) in
            switch state {
            case .closed: throw .notWritable(isClosed)
            case .unborn: return try beBorn(&state, by: origin, drafts)
            case .full: throw .notWritable(isFull)
            case .open(var open):
                let (context, observed) = contextRecord(open)
                let made = try submit(context, drafts, by: origin, to: open.writer)
                if let observed {
                    open.known = observed.ends
                    open.knownVersion = observed.version
                    state = .open(open)
                }
                return made
            }
        }
    }

    /// Seals the log.
    func close() throws(StoreError) {
        try state.withLock { (state) throws(StoreError) in
            guard case .open(let open) = state else {
                state = .closed
                return
            }
            state = .closed
            defer { open.live.release() }
            try StoreError.translating("closing a log") { () throws(LogError) in
                try open.writer.close()
                // It is never appended to again, and one file less for each process that ever was.
                try ClosedLog.removeLockFile(in: context.layout.log(open.writer.logID), storage: context.storage)
                try context.storage.removeFile(context.layout.liveFile(open.writer.logID))
                try context.storage.synchronizeDirectory(context.layout.live)
            }
        }
    }

    private var isClosed: StoreError {
        StoreError(.closed, path: context.layout.path, message: "The store at \(context.layout.path) was closed. Open it again.")
    }
}

extension OwnLog {
    private func beBorn(
        _ state: inout State, by origin: CommandOrigin, _ drafts: (Position) -> [EventDraft]
    ) throws(CommandError) -> Commitment {
        guard let key = context.key else { throw .notWritable(isReadOnly) }
        let around: LogNeighbourhood
        do { around = try LogNeighbourhood(of: reading, store: context.identity.store) } catch {
            throw .factsUnavailable("\(error)")
        }
        stamps.observe(around.stamp)
        var opening = [logOpened(around)]
        if !around.foreignHeads.isEmpty { opening.append(EventDraft(.context(Context(heads: around.foreignHeads)), context)) }
        let (writer, live) = try makeWriter(key)
        do {
            let made = try submit(opening, drafts, by: origin, to: writer)
            reading.shelf.adopt(writer)
            // No version: what was learned in the meantime is compared at the next append.
            state = .open(Open(writer: writer, live: live, known: around.ends, knownVersion: nil))
            return made
        } catch {
            live.release()
            try? context.storage.removeFile(context.layout.liveFile(writer.logID))
            throw error
        }
    }

    private func makeWriter(_ key: StoreKey) throws(CommandError) -> (LogWriter, any LogLock) {
        do throws(LogError) {
            let (randomBytes, live) = try takeName(key)
            try context.storage.synchronizeDirectory(context.layout.live)
            let log = LogIdentity.derivedLogID(publicKey: key.publicKey, randomBytes: randomBytes)
            let identity = LogIdentity.keyed(
                publicKey: key.publicKey, randomBytes: randomBytes, signature: { try key.sign($0) })
            let writer = try LogWriter.create(
                in: context.layout.log(log), identity: identity, options: LogOptions(label: label.bytes),
                storage: context.storage)
            return (writer, live)
        } catch { throw CommandError(appending: error) }
    }

    /// Random bytes whose log's file in `live/` is ours. Another process that looks for dead writers may lock a file in the moment between its
    /// making and its locking; then another name is taken.
    private func takeName(_ key: StoreKey) throws(LogError) -> (randomBytes: [UInt8], live: any LogLock) {
        for _ in 0..<100 {
            let randomBytes = context.randomness.bytes(count: 32)
            let log = LogIdentity.derivedLogID(publicKey: key.publicKey, randomBytes: randomBytes)
            if let live = try context.storage.lock(context.layout.liveFile(log)) { return (randomBytes, live) }
        }
        preconditionFailure("a hundred random names were taken: the source of randomness repeats itself")
    }

    private func logOpened(_ around: LogNeighbourhood) -> EventDraft {
        let host = HostIdentity.current
        return EventDraft(
            .logOpened(
                LogOpened(
                    store: context.identity.store, publicKey: context.identity.publicKey.bytes, host: host.host,
                    bootID: host.bootID, processID: host.processID, softwareVersion: StoreContext.softwareVersion,
                    heads: around.unnamedOwnHeads)),
            context)
    }

    private var isFull: StoreError {
        StoreError(
            .full, path: context.layout.path,
            message: "No room is left for the store at \(context.layout.path). Free some space on this file system, then try again; "
                + "the server goes on by itself.")
    }

    private var isReadOnly: StoreError {
        StoreError(
            .readOnly, path: context.layout.path,
            message: "The store at \(context.layout.path) was opened for reading only. Open it read-write to change it.")
    }
}

extension OwnLog {
    /// Whether a full disk has ended this log.
    var hasEndedFull: Bool {
        state.withLock { state in
            switch state {
            case .open(let open): open.writer.failure?.code == .outOfSpace
            case .full: true
            case .unborn, .closed: false
            }
        }
    }

    /// Where a full disk has ended this log: brings the log to its end, so that the next one can begin. What is in flight in a log that is well
    /// becomes durable. Nothing is appended here before `startAfresh`. Call it while no command is being decided.
    ///
    /// - Returns: whether there is a log to be left.
    /// - Throws: why that cannot be yet: as a rule, no room.
    func leaveIfFull() throws(CommandError) -> Bool {
        try state.withLock { (state) throws(CommandError) in
            if case .open(let open) = state {
                try? open.writer.flush()
                guard open.writer.failure?.code == .outOfSpace else { return false }
                // Throws what poisoned it, and lets go of its files.
                try? open.writer.close()
                open.live.release()
                state = .full(FullLog(log: open.writer.logID, retryMilliseconds: .min))
            }
            guard case .full(var full) = state else { return false }
            let now = context.clock.nowMilliseconds()
            // A clock that was set back must not keep it waiting.
            let isDue = now >= full.retryMilliseconds || full.retryMilliseconds - now > Self.retryIntervalMilliseconds
            guard isDue else { throw .notWritable(isFull) }
            full.retryMilliseconds = now + Self.retryIntervalMilliseconds
            state = .full(full)
            try bringToItsEnd(full.log)
            full.retryMilliseconds = .min
            state = .full(full)
            return true
        }
    }

    /// Lets the next append begin a new log, where the old one was left and brought to its end.
    func startAfresh() {
        state.withLock { state in
            if case .full = state { state = .unborn }
        }
    }

    private func bringToItsEnd(_ log: LogID) throws(CommandError) {
        let probe = IncomingName(startTime: context.clock.nowMilliseconds(), random: context.randomness.bytes(count: 8))
        do throws(LogError) {
            try context.files.requireRoom(
                for: context.randomness.bytes(count: Self.roomByteCount), at: context.layout.incoming + "/" + probe.text)
            try reading.bringLeftLogToItsEnd(log)
        } catch {
            throw error.code == .outOfSpace || error.code == .writerIsAlive ? .notWritable(isFull) : CommandError(appending: error)
        }
        reading.shelf.disown(log)
    }
}

extension OwnLog {
    /// A `Context` record where foreign records were learned of since the last one, and what is known with it.
    private func contextRecord(_ open: Open) -> ([EventDraft], observed: Observations?) {
        let observed = reading.observations.withLock { $0.version == open.knownVersion ? nil : $0 }
        guard let observed else { return ([], nil) }
        var heads: [LogHead] = []
        for (log, end) in observed.ends.sorted(by: { $0.key < $1.key }) where end > open.known[log] ?? 0 {
            // What cannot be read was not learned: it is left out until it can be.
            guard !reading.shelf.isOwn(log), let stamp = stamp(of: log, before: end, observed) else { continue }
            stamps.observe(stamp)
            heads.append(LogHead(log: log, extent: LogExtent(size: end)))
        }
        return (heads.isEmpty ? [] : [EventDraft(.context(Context(heads: heads)), context)], observed)
    }

    /// The stamp of the log's record before `end`: the highest so far. Nil where it cannot be read.
    private func stamp(of log: LogID, before end: UInt64, _ observed: Observations) -> HybridTimestamp? {
        if let known = observed.stamp(of: log, before: end) { return known }
        let last = try? reading.event(at: Position(log: log, sequence: SequenceNumber(end - 1)))
        return last?.head.stamp
    }

    private func submit(
        _ own: [EventDraft], _ drafts: (Position) -> [EventDraft], by origin: CommandOrigin, to writer: LogWriter
    ) throws(CommandError) -> Commitment {
        let first = Position(log: writer.logID, sequence: writer.nextSequenceNumber.advanced(by: own.count))
        let now = context.clock.nowMilliseconds()
        var records = own.map { $0.record(by: Self.itself, stamp: stamps.next(now), wallClockMilliseconds: now) }
        var origin = origin
        for draft in drafts(first) {
            records.append(draft.record(by: origin, stamp: stamps.next(now), wallClockMilliseconds: now))
            // The answer to a request is found through its first event.
            origin.requestID = nil
        }
        let byteCount = records.reduce(0) { $0 + $1.head.count + $1.body.count }
        do {
            let ticket = try writer.submit(records).ticket
            return Commitment(position: first, wallClockMilliseconds: now, ticket: ticket, byteCount: byteCount)
        } catch { throw writer.failure?.code == .outOfSpace ? .notWritable(isFull) : CommandError(appending: error) }
    }

    /// Who writes the records that no command asked for.
    private static var itself: CommandOrigin {
        let host = HostIdentity.current
        let agent = Agent(client: "cairn/\(StoreContext.softwareVersion)", host: host.host, processID: host.processID)
        return CommandOrigin(actor: Actor(name: "cairn"), agent: agent)
    }
}

extension CommandError {
    /// What a failed append means for whoever gave the command.
    init(appending error: LogError) {
        switch error.code {
        case .outOfSpace, .notPermitted: self = .notWritable(StoreError(error, doing: "writing to the log"))
        case .poisoned: self = .notWritable(StoreError(stoppedBy: error))
        default: self = .log(error)
        }
    }
}
