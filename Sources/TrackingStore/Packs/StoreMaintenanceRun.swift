import LogPositions
import Logging
import SegmentLog
import TrackingEvents

/// One step of a maintenance, under its lock.
///
/// The sequence: what is left from before – packs that are merged and logs that are packed are chosen – the pack is made and published – `heads`
/// replaced – originals and merged packs removed, their directories synced. After each of these a crash leaves every log in at least one place.
struct StoreMaintenanceRun {
    private let maintenance: StoreMaintenance
    private(set) var outcome = StoreMaintenance.Outcome()
    /// Logs with a directory and without a file in `live/`.
    private var ended: [LogID] = []
    private var headsHaveChanged = false

    init(_ maintenance: StoreMaintenance) { self.maintenance = maintenance }

    private var context: StoreContext { maintenance.context }
    private var layout: StoreLayout { context.layout }
    private var storage: any LogStorage { context.storage }
    private var closed: ClosedLogs { maintenance.closed }
    private var limits: StoreMaintenance.Limits { maintenance.limits }

    mutating func run(_ progress: (Int, Int) -> Void) throws(LogError) {
        try storage.removeFile(layout.packs + "/" + PackBuilder.temporaryName)
        try storage.removeFile(layout.headsInMaking)
        try findEnded()
        try clearLeftovers()
        let waiting = ended.filter { !maintenance.isUnfit($0) && closed.head(of: $0) == nil }.sorted()
        if waiting.count >= limits.waitingLogCountMin {
            try packFirst(of: waiting, progress)
        } else if limits.waitingLogCountMin <= 1 {
            try pack([], merging: mergeable(with: 0, count: 0), progress)
        }
        if headsHaveChanged || !closed.isListed { try writeHeads() }
        outcome.packCount = closed.heads.packs.count
    }

    /// In this order: a log that is on disk had its file in `live/` made before. If that is gone now, the log has come to its end.
    private mutating func findEnded() throws(LogError) {
        let names = try storage.fileNames(in: layout.logs) ?? []
        let live = Set(try storage.fileNames(in: layout.live) ?? [])
        try closed.refresh()
        ended = names.filter { !live.contains($0) }.compactMap { LogID($0) }
        let present = Set(ended)
        for (log, head) in closed.heads.logs where head.place == .directory && !present.contains(log) {
            closed.forget(log)
            headsHaveChanged = true
        }
    }

    /// Removes what a step that was cut off left twice.
    private mutating func clearLeftovers() throws(LogError) {
        var packed: [(LogID, Pack)] = []
        for log in ended { if let pack = try closed.pack(holding: log) { packed.append((log, pack)) } }
        let cleared = try removeOriginals(packed)
        ended.removeAll { cleared.contains($0) }
        outcome.clearedCount = cleared.count + (try clearSparePacks())
    }

    /// Removes the packs of which every log is read from others; one that is more than a second copy of them stays, as evidence or as what is intact.
    ///
    /// - Returns: how many.
    private mutating func clearSparePacks() throws(LogError) -> Int {
        let used = Set(closed.heads.logs.values.compactMap(\.pack))
        var verified: [PackID: Bool] = [:]
        var cleared: Set<PackID> = []
        for id in closed.heads.packs.subtracting(used).sorted() where !maintenance.isKept(id) {
            guard let pack = try closed.pack(id) else { continue }
            guard try isSpare(pack, &verified) else {
                maintenance.noteKept(id)
                let message = "\(pack.path): its logs are read from other packs, which are damaged or hold other copies; run `cairn verify`"
                outcome.refused.append(message)
                context.logger.warning("A pack that maintenance has no use for was kept.", metadata: ["reason": "\(message)"])
                continue
            }
            cleared.insert(id)
        }
        try remove(cleared)
        if !cleared.isEmpty { try closed.refresh() }
        return cleared.count
    }

    /// Whether each log of the pack lies, byte for byte, in a pack that was read whole and found intact.
    ///
    /// - Parameter verified: what was found of packs that were read already.
    private func isSpare(_ pack: Pack, _ verified: inout [PackID: Bool]) throws(LogError) -> Bool {
        guard pack.damage.isEmpty else { return false }
        for log in pack.logs {
            guard let id = closed.head(of: log.logID)?.pack, let other = try closed.pack(id), other.damage.isEmpty,
                try other.holds(log, of: pack)
            else { return false }
            // From its path: what is open may have been replaced or removed since.
            if verified[id] == nil {
                let report = try PackVerification.verify(other.path, storage: storage)
                verified[id] = report?.damage.isEmpty ?? false
            }
            guard verified[id] ?? false else { return false }
        }
        return true
    }

    /// Packs as many as a step may; those that are too large are listed as closed.
    private mutating func packFirst(of waiting: [LogID], _ progress: (Int, Int) -> Void) throws(LogError) {
        var chosen: [ClosedLog] = []
        var byteCount: UInt64 = 0
        for (number, log) in waiting.enumerated() {
            if chosen.count >= limits.logCountMax || byteCount >= limits.packByteCountMax - limits.logByteCount {
                outcome.remains = true
                break
            }
            guard let found = try packable(log) else { continue }
            chosen.append(found)
            byteCount += found.byteCount
            progress(number, 2 * waiting.count)
        }
        try pack(chosen, merging: mergeable(with: byteCount, count: chosen.count), progress)
    }

    /// The log, if it is closed, small and intact.
    private mutating func packable(_ log: LogID) throws(LogError) -> ClosedLog? {
        let directory = layout.log(log)
        let wasInUse = try ClosedLog.isInUse(directory, storage: storage)
        guard let found = try ClosedLog(directory: directory, storage: storage), found.logID == log else {
            // One that is being rewritten will be fit once that is done.
            let isInUse = try ClosedLog.isInUse(directory, storage: storage)
            if !wasInUse, !isInUse { maintenance.noteUnfit(log) }
            return nil
        }
        guard found.byteCount < limits.logByteCount else {
            try list(found)
            return nil
        }
        if let damage = try found.damage() {
            maintenance.noteUnfit(log)
            outcome.refused.append("\(damage)")
            return nil
        }
        return found
    }

    private mutating func list(_ log: ClosedLog) throws(LogError) {
        let ends = try ClosedLogEnds(of: log.directory, on: storage, recordCount: log.recordCount, store: context.identity.store)
        let head = ClosedLogHead(
            log: log.logID, size: log.recordCount, root: log.root, stamp: ends.stamp, isOwn: ends.isOwn, place: .directory)
        closed.note(head, naming: ends.named)
        headsHaveChanged = true
    }

    /// The packs that are merged with so much that is new: the smaller ones, so that each log is copied a few times only, and all of them are
    /// merged where nothing is new.
    private func mergeable(with byteCount: UInt64, count: Int) throws(LogError) -> [(PackID, Pack)] {
        var packs = try openPacks()
        let disagreeing = try disagreeing(packs)
        packs.removeAll { disagreeing.contains($0.0) }
        packs.sort { ($0.1.byteCount, $0.0) < ($1.1.byteCount, $1.0) }
        var (total, logCount, taken) = (byteCount, count, 0)
        for (_, pack) in packs {
            let isSmall = count == 0 || pack.byteCount <= 2 * total || pack.byteCount < 1 << 20
            guard isSmall, total + pack.byteCount <= limits.packByteCountMax, logCount + pack.logs.count <= 4 * limits.logCountMax else {
                break
            }
            total += pack.byteCount
            logCount += pack.logs.count
            taken += 1
        }
        return taken + count > 1 ? Array(packs.prefix(taken)) : []
    }

    private mutating func pack(_ chosen: [ClosedLog], merging packs: [(PackID, Pack)], _ progress: (Int, Int) -> Void) throws(LogError) {
        let (merged, intact) = try logs(of: packs, beside: chosen)
        let logs = (chosen + intact).sorted { $0.logID < $1.logID }
        guard !chosen.isEmpty || merged.count > 1 else { return }
        let builder = try PackBuilder(in: layout.packs, storage: storage)
        let id: PackID
        do throws(LogError) {
            for (number, log) in logs.enumerated() {
                try builder.add(log)
                progress(logs.count + number, 2 * logs.count)
            }
            id = try builder.publish()
        } catch {
            try? builder.abandon()
            throw error
        }
        try take(id, insteadOf: merged, chosen)
    }

    /// The packs of which every log is intact and may be packed again, and these logs, each once. Any other one stays where it is.
    private func logs(of packs: [(PackID, Pack)], beside chosen: [ClosedLog]) throws(LogError) -> ([PackID], [ClosedLog]) {
        let chosen = Set(chosen.map(\.logID))
        var merged: [PackID] = []
        // Packs that hold other copies of a log than the rest are not among these.
        var intact: [LogID: ClosedLog] = [:]
        for (id, pack) in packs where !pack.logs.contains(where: { chosen.contains($0.logID) }) {
            guard let report = try PackVerification.verify(pack.path, storage: storage), report.damage.isEmpty,
                let logs = try closedLogs(of: pack)
            else { continue }
            for log in logs { intact[log.logID] = log }
            merged.append(id)
        }
        return (merged, Array(intact.values))
    }

    /// All logs of the pack; nil when one of them cannot be packed again.
    private func closedLogs(of pack: Pack) throws(LogError) -> [ClosedLog]? {
        var logs: [ClosedLog] = []
        for log in pack.logs {
            let found = try ClosedLog(directory: pack.directory(of: log.logID), storage: PackedLogStorage(pack))
            guard let found, found.logID == log.logID else { return nil }
            logs.append(found)
        }
        return logs
    }

    /// The packs without damage that can be told.
    private func openPacks() throws(LogError) -> [(PackID, Pack)] {
        var packs: [(PackID, Pack)] = []
        for id in closed.heads.packs { if let pack = try closed.pack(id), pack.damage.isEmpty { packs.append((id, pack)) } }
        return packs
    }

    /// Those of the packs that hold a log of which another one holds another copy: all of these are kept as they are.
    private func disagreeing(_ packs: [(PackID, Pack)]) throws(LogError) -> Set<PackID> {
        var holders: [LogID: (PackID, Pack)] = [:]
        var found: Set<PackID> = []
        for (id, pack) in packs {
            for log in pack.logs {
                guard let (other, holder) = holders[log.logID] else {
                    holders[log.logID] = (id, pack)
                    continue
                }
                if !(try holder.holds(log, of: pack)) { found.formUnion([id, other]) }
            }
        }
        return found
    }

    private mutating func take(_ id: PackID, insteadOf merged: [PackID], _ chosen: [ClosedLog]) throws(LogError) {
        let retired = Set(merged).subtracting([id])
        try closed.refresh(without: retired)
        try writeHeads()
        guard let pack = try closed.pack(id) else { return }
        _ = try removeOriginals(chosen.map { ($0.logID, pack) })
        try remove(retired)
        outcome.madePackCount += 1
        outcome.mergedPackCount += retired.count
        outcome.packedLogCount += chosen.count
        outcome.packedByteCount += chosen.reduce(0) { $0 + $1.byteCount }
    }

    private func removeOriginals(_ packed: [(LogID, Pack)]) throws(LogError) -> Set<LogID> {
        var removed: Set<LogID> = []
        for (log, pack) in packed {
            if try pack.removeOriginal(of: log, in: layout.log(log), storage: storage) {
                removed.insert(log)
            } else if try storage.fileNames(in: layout.log(log)) != nil {
                context.logger.warning(
                    "A log lies in a pack and in its directory, which is in use or not quite the same; both are kept. Run `cairn verify`.",
                    metadata: ["log": "\(log)", "pack": "\(pack.path)"])
            }
        }
        if !removed.isEmpty { try storage.synchronizeDirectory(layout.logs) }
        return removed
    }

    private func remove(_ packs: Set<PackID>) throws(LogError) {
        for id in packs { try storage.removeFile(layout.pack(id)) }
        if !packs.isEmpty { try storage.synchronizeDirectory(layout.packs) }
    }

    private mutating func writeHeads() throws(LogError) {
        try context.files.replace(
            layout.heads, making: layout.headsInMaking, with: closed.heads.encoded(context.identity.publicKey), in: layout.path)
        closed.noteListed()
        headsHaveChanged = false
    }
}

extension ClosedLogHead {
    /// The pack that holds the log; nil for a log in a directory.
    fileprivate var pack: PackID? {
        if case .pack(let id) = place { return id }
        return nil
    }
}
