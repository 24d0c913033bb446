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
        let used = Set(closed.heads.logs.values.compactMap(\.pack))
        let spare = closed.heads.packs.subtracting(used)
        for id in spare where try closed.pack(id)?.damage.isEmpty ?? false { try remove([id]) }
        outcome.clearedCount = cleared.count + spare.count
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
        guard let found = try ClosedLog(directory: layout.log(log), storage: storage), found.logID == log else {
            maintenance.noteUnfit(log)
            return nil
        }
        guard found.byteCount < limits.logByteCount else {
            list(found)
            return nil
        }
        if let damage = try found.damage() {
            maintenance.noteUnfit(log)
            outcome.refused.append("\(damage)")
            return nil
        }
        return found
    }

    private mutating func list(_ log: ClosedLog) {
        let ends = ClosedLogEnds(of: log.directory, on: storage, recordCount: log.recordCount, store: context.identity.store)
        let head = ClosedLogHead(
            log: log.logID, size: log.recordCount, root: log.root, stamp: ends.stamp, isOwn: ends.isOwn, place: .directory)
        closed.note(head, naming: ends.named)
        headsHaveChanged = true
    }

    /// The packs that are merged with so much that is new: the smaller ones, so that each log is copied a few times only, and all of them are
    /// merged where nothing is new.
    private func mergeable(with byteCount: UInt64, count: Int) throws(LogError) -> [(PackID, Pack)] {
        var packs: [(PackID, Pack)] = []
        for id in closed.heads.packs { if let pack = try closed.pack(id), pack.damage.isEmpty { packs.append((id, pack)) } }
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
        let (merged, intact) = try logs(of: packs)
        var seen: Set<LogID> = []
        let logs = (chosen + intact).filter { seen.insert($0.logID).inserted }.sorted { $0.logID < $1.logID }
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

    /// The packs of which every log is intact, and these logs. A damaged one stays where it is.
    private func logs(of packs: [(PackID, Pack)]) throws(LogError) -> ([PackID], [ClosedLog]) {
        var merged: [PackID] = []
        var intact: [ClosedLog] = []
        for (id, pack) in packs {
            guard let report = try PackVerification.verify(pack.path, storage: storage), report.damage.isEmpty else { continue }
            for log in pack.logs {
                if let found = try ClosedLog(directory: pack.directory(of: log.logID), storage: PackedLogStorage(pack)) {
                    intact.append(found)
                }
            }
            merged.append(id)
        }
        return (merged, intact)
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
                    "A log lies in a pack and, not quite the same, in its directory; both are kept. Run `cairn verify`.",
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
