import LogPositions
import Logging
import SegmentLog
import Synchronization
import TrackingEvents

/// Keeps a store's files few: packs small closed logs, merges packs, lists closed logs in `heads`, and clears away what an earlier maintenance
/// left when it was cut off. Specification: PackFormat, "Making a pack"; HeadsFile.
///
/// Works beside writers, readers and servers of any process, and touches nothing that one of them writes. One maintenance at a time has a store:
/// the lock decides. Every step may be cut off anywhere.
package final class StoreMaintenance: Sendable {
    /// What one step may take on.
    package struct Limits: Sendable {
        /// Logs of this many bytes or more stay where they are.
        package var logByteCount: UInt64 = 1 << 20
        /// A step begins when this many logs may be waiting.
        package var waitingLogCountMin = 1
        /// Of one step: logs packed, and bytes that a new pack holds, those of merged packs included.
        package var logCountMax = 16_384
        package var packByteCountMax: UInt64 = 64 << 20

        /// As much as fits a pack: for somebody who waits for it.
        package static let whole = Limits()

        /// Little, and only when it is worth it: for a server beside its work.
        package static let background: Limits = {
            var limits = Limits()
            limits.waitingLogCountMin = 64
            limits.logCountMax = 256
            limits.packByteCountMax = 16 << 20
            return limits
        }()
    }

    /// What a step did.
    package struct Outcome: Hashable, Sendable {
        /// Logs moved into packs, and their bytes.
        package var packedLogCount = 0
        package var packedByteCount: UInt64 = 0
        package var madePackCount = 0
        package var mergedPackCount = 0
        /// The packs that are there afterwards.
        package var packCount = 0
        /// Logs and packs that an earlier, interrupted step had left twice, and that lie in one place now.
        package var clearedCount = 0
        /// Logs that could have moved and packs that could have gone and did not, with the reason: damage, or copies that differ.
        package var refused: [String] = []
        /// Whether another step would find something to do.
        package var remains = false

        package init() {}

        /// Adds what the step after did.
        package mutating func add(_ next: Outcome) {
            packedLogCount += next.packedLogCount
            packedByteCount += next.packedByteCount
            madePackCount += next.madePackCount
            mergedPackCount += next.mergedPackCount
            clearedCount += next.clearedCount
            refused += next.refused
            packCount = next.packCount
            remains = next.remains
        }

        /// Whether anything was changed.
        package var hasWorked: Bool { packedLogCount + madePackCount + clearedCount > 0 }
    }

    let context: StoreContext
    let limits: Limits
    let closed: ClosedLogs
    private let turn = RecurringTurn(intervalMilliseconds: 30_000)
    /// Logs that were looked at and cannot be packed: too large, damaged, or no closed log.
    private let unfit = Mutex<Set<LogID>>([])
    /// Packs whose logs are read from others, and that were found to be more than copies of them.
    private let kept = Mutex<Set<PackID>>([])

    init(_ context: StoreContext, limits: Limits) {
        self.context = context
        self.limits = limits
        closed = ClosedLogs(context)
    }

    /// Does one step.
    ///
    /// - Parameter progress: called with the number of logs done, and of all logs of this step.
    /// - Returns: nil when another maintenance is at work on the store.
    package func step(progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws(StoreError) -> Outcome? {
        try StoreError.translating("packing logs") { () throws(LogError) in
            guard let lock = try context.storage.lock(context.layout.maintenanceLock) else { return nil }
            defer { lock.release() }
            var run = StoreMaintenanceRun(self)
            try run.run(progress)
            return run.outcome
        }
    }

    /// Does a step if the last one is half a minute ago; a failure is logged. For a thread that nobody waits for.
    package func stepIfDue() {
        guard turn.take(at: context.clock.nowMilliseconds()) else { return }
        do {
            guard let outcome = try step(), outcome.hasWorked else { return }
            context.logger.info(
                "Small closed logs were packed.",
                metadata: [
                    "logs": "\(outcome.packedLogCount)", "packs": "\(outcome.madePackCount)", "merged": "\(outcome.mergedPackCount)",
                ])
            // More is waiting: the next one need not wait as long.
            if outcome.remains { turn.hasten() }
        } catch {
            context.logger.warning("Small closed logs could not be packed.", metadata: ["error": "\(error)"])
        }
    }

    /// Logs that nobody will call `stepIfDue`.
    package func tellUnattended(_ reason: String) {
        context.logger.warning(
            "No thread could be started that packs small closed logs; everything else works. Run `cairn compact` now and then, or raise the limit of threads (ulimit -u).",
            metadata: ["error": "\(reason)"])
    }

    func isUnfit(_ log: LogID) -> Bool { unfit.withLock { $0.contains(log) } }
    func noteUnfit(_ log: LogID) { unfit.withLock { _ = $0.insert(log) } }
    func isKept(_ pack: PackID) -> Bool { kept.withLock { $0.contains(pack) } }
    func noteKept(_ pack: PackID) { kept.withLock { _ = $0.insert(pack) } }
}
