import ContentHashing
import LogPositions
import Logging
import SegmentLog
import Synchronization
import TrackingEvents

/// The store's closed logs, as the file `heads` lists them and as the packs hold them: what need not be opened to know where it ends.
///
/// The packs decide. What `heads` lacks of them, or where it is missing or spoilt, is read from them, once. Writes nothing.
final class ClosedLogs: Sendable {
    private struct State {
        /// The packs that were there at the last look; nil before the first.
        var present: Set<PackID>?
        var heads = LogHeads()
        /// Whether the file listed these packs, no more and no less, at that look.
        var isListed = false
        /// The ends of packed logs.
        var packedEnds: [LogID: UInt64] = [:]
        var packs: [PackID: Pack] = [:]
    }

    private let context: StoreContext
    /// Taken for moments only.
    private let state = Mutex(State())
    /// Held while packs are looked at.
    private let looking = Mutex(())

    init(_ context: StoreContext) { self.context = context }

    var heads: LogHeads { state.withLock { $0.heads } }
    /// Whether the file `heads` was intact and knew the same packs at the last look that found something new.
    var isListed: Bool { state.withLock { $0.isListed } }
    /// The ends of the logs that lie in packs.
    var packedEnds: [LogID: UInt64] { state.withLock { $0.packedEnds } }

    func head(of log: LogID) -> ClosedLogHead? { state.withLock { $0.heads.logs[log] } }

    /// Notes a log in a directory as closed.
    func note(_ head: ClosedLogHead, naming named: [LogID: UInt64]) {
        state.withLock { state in
            state.heads.logs[head.log] = head
            state.heads.named.merge(named) { max($0, $1) }
        }
    }

    /// Notes that the file was written as things are.
    func noteListed() { state.withLock { $0.isListed = true } }

    /// Forgets a log that is said to lie in a directory.
    func forget(_ log: LogID) { state.withLock { $0.heads.logs[log] = nil } }

    /// Looks whether packs have come or gone; costs one listing if not.
    ///
    /// - Parameter retired: packs that count as gone: what they hold lies in others, too.
    func refresh(without retired: Set<PackID> = []) throws(LogError) {
        try looking.withLock { (_) throws(LogError) in
            for _ in 0..<Self.attemptCountMax {
                let names = try context.storage.fileNames(in: context.layout.packs) ?? []
                let present = Set(names.compactMap { PackID(fileName: $0) }).subtracting(retired)
                let known = state.withLock { $0.present == present ? nil : $0 }
                guard var known else { return }
                // Another process may have read already what is new here.
                let read = try readFile()
                if let read { known.heads.take(read) }
                // Nil where a pack was merged since the listing: what it held lies in another one, which that listing did not show.
                guard var new = try take(present, known) else { continue }
                new.isListed = read?.packs == present
                state.withLock { $0 = new }
                return
            }
            throw isRestless
        }
    }

    /// The pack that holds the log; nil for a log that lies in none that is known.
    func pack(holding log: LogID) throws(LogError) -> Pack? {
        for _ in 0..<Self.attemptCountMax {
            guard case .pack(let id)? = head(of: log)?.place else { return nil }
            if let pack = try pack(id) { return pack }
            // It was merged since the last look.
            try refresh()
        }
        throw isRestless
    }

    /// How often packs may change under a look at them.
    private static let attemptCountMax = 100

    private var isRestless: LogError {
        LogError(
            .storageFailed, path: context.layout.packs,
            message: "packs go as soon as they come; see what other processes do with this store, then try again")
    }

    /// The open pack; nil when it is gone.
    func pack(_ id: PackID) throws(LogError) -> Pack? {
        if let pack = state.withLock({ $0.packs[id] }) { return pack }
        guard let pack = try Pack.open(context.layout.pack(id), storage: context.storage) else { return nil }
        state.withLock { $0.packs[id] = pack }
        return pack
    }

    private func readFile() throws(LogError) -> LogHeads? {
        guard let file = try context.storage.openFile(context.layout.heads, for: .reading) else { return nil }
        let byteCount = try file.byteCount()
        if byteCount <= UInt64(LogHeads.maximumByteCount) {
            let bytes = try file.read(at: 0, byteCount: Int(byteCount))
            if let heads = LogHeads(decoding: bytes, context.identity.publicKey) { return heads }
        }
        context.logger.warning(
            "The file that lists the closed logs is not what was written there; the list is made again from the packs.",
            metadata: ["file": "\(context.layout.heads)"])
        return nil
    }

    /// What is known when these packs are there; nil when they are not all there any more.
    private func take(_ present: Set<PackID>, _ known: State) throws(LogError) -> State? {
        var new = State(present: present, heads: known.heads, packs: known.packs.filter { present.contains($0.key) })
        new.heads.packs.formIntersection(present)
        let gone = known.heads.logs.values.filter { head in
            if case .pack(let id) = head.place { return !present.contains(id) }
            return false
        }
        for head in gone { new.heads.logs[head.log] = nil }
        let moved = Dictionary(uniqueKeysWithValues: gone.map { ($0.log, $0) })
        // What has gone from one pack may lie in any other.
        let unread = gone.isEmpty ? present.subtracting(new.heads.packs) : present
        for id in unread.sorted() {
            var pack = new.packs[id]
            if pack == nil { pack = try Pack.open(context.layout.pack(id), storage: context.storage) }
            guard let pack else { return nil }
            for damage in pack.damage { tell(damage) }
            for log in pack.logs { try new.heads.take(log, of: pack, id, known: moved[log.logID], store: context.identity.store) }
            new.packs[id] = pack
            new.heads.packs.insert(id)
        }
        new.packedEnds = new.heads.logs.compactMapValues { $0.isPacked ? $0.size : nil }
        return new
    }

    private func tell(_ damage: LogDamage) {
        context.logger.error(
            "A pack of logs is damaged; what is intact in it stays readable. Run `cairn verify` for the whole picture.",
            metadata: ["damage": "\(damage)"])
    }
}

extension LogHeads {
    /// Takes in what a newer list says.
    fileprivate mutating func take(_ newer: LogHeads) {
        packs = newer.packs
        logs.merge(newer.logs) { $1 }
        named.merge(newer.named) { max($0, $1) }
    }

    /// Takes in a log of a pack, unless it lies in another one as well.
    ///
    /// - Parameter known: what was known of it when it lay elsewhere.
    fileprivate mutating func take(_ log: PackedLog, of pack: Pack, _ id: PackID, known: ClosedLogHead?, store: StoreID) throws(LogError) {
        let old = logs[log.logID]
        if old?.isPacked ?? false { return }
        if var head = known ?? old, head.size == log.recordCount, head.root == log.root {
            head.place = .pack(id)
            logs[log.logID] = head
            return
        }
        let ends = try ClosedLogEnds(
            of: pack.directory(of: log.logID), on: PackedLogStorage(pack), recordCount: log.recordCount, store: store)
        logs[log.logID] = ClosedLogHead(
            log: log.logID, size: log.recordCount, root: log.root, stamp: ends.stamp, isOwn: ends.isOwn, place: .pack(id))
        named.merge(ends.named) { max($0, $1) }
    }
}
