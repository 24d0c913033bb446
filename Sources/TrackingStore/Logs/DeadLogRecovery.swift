import LogPositions
import Logging
import SegmentLog
import Synchronization
import TrackingEvents

/// Brings logs whose writers died to their end: what they wrote is made durable before anything of it beyond the watermark is served, and
/// their files in `live/` go.
final class DeadLogRecovery: Sendable {
    private let context: StoreContext
    /// How often the store looks for dead writers while it is open.
    private let turn = RecurringTurn(intervalMilliseconds: 1000)
    /// Logs whose recovery failed, and was told of.
    private let failed = Mutex<Set<LogID>>([])

    init(_ context: StoreContext) { self.context = context }

    func runIfDue() {
        guard turn.take(at: context.clock.nowMilliseconds()) else { return }
        do { try run() } catch {
            context.logger.warning("Dead writers could not be looked for.", metadata: ["error": "\(error)"])
        }
    }

    /// A log whose recovery fails hinders nobody: it is served up to its watermark, and tried again later.
    ///
    /// - Parameter isRequired: whether the caller must know all that dead writers made durable: then the environment's failures are thrown. What
    ///   is damaged cannot be known.
    func run(isRequired: Bool = false) throws(LogError) {
        for name in try context.storage.fileNames(in: context.layout.live) ?? [] {
            guard let log = LogID(name) else { continue }
            do throws(LogError) { try recoverIfDead(log) } catch {
                tell(error, log)
                if isRequired, ![.damaged, .newerFormat, .notALog].contains(error.code) { throw error }
            }
        }
    }

    /// Brings a log to its end that this process has just left; after that its file in `live/` is gone. It can be called again.
    ///
    /// - Throws: the environment's error; `writerIsAlive` when another process is recovering the log at this moment.
    func recoverLeft(_ log: LogID) throws(LogError) {
        try recoverIfDead(log)
        guard try context.storage.fileNames(in: context.layout.live)?.contains("\(log)") ?? false else { return }
        throw LogError(.writerIsAlive, path: context.layout.liveFile(log), message: "another process is recovering this log")
    }

    private func recoverIfDead(_ log: LogID) throws(LogError) {
        let liveFile = context.layout.liveFile(log)
        guard let lock = try context.storage.lock(liveFile) else { return }
        defer { lock.release() }
        do {
            let report = try LogRecovery.recover(
                directory: context.layout.log(log), storage: context.storage, mode: .secure)
            tell(report)
            // While its file in `live/` is held, nobody else opens it for writing.
            if report.damage.isEmpty { try ClosedLog.removeLockFile(in: context.layout.log(log), storage: context.storage) }
        } catch {
            // Its writer died before it wrote anything.
            guard error.code == .notALog else { throw error }
        }
        try context.storage.removeFile(liveFile)
        try context.storage.synchronizeDirectory(context.layout.live)
    }

    private func tell(_ error: LogError, _ log: LogID) {
        guard failed.withLock({ $0.insert(log).inserted }) else { return }
        context.logger.error(
            "What a dead writer left could not be recovered; its log is served as far as it is known to be durable.",
            metadata: ["log": "\(log)", "error": "\(error)"])
    }

    private func tell(_ report: RecoveryReport) {
        let log = "\(report.logID)"
        if let tail = report.tornTail {
            context.logger.notice(
                "A writer was cut off while it wrote; the unfinished bytes, never acknowledged, were saved aside.",
                metadata: ["log": "\(log)", "file": "\(tail.file)", "byteCount": "\(tail.byteCount)"])
        }
        for damage in report.damage {
            context.logger.error(
                "A log is damaged; what is intact stays readable. Run `cairn verify` for the whole picture.",
                metadata: ["log": "\(log)", "damage": "\(damage)"])
        }
    }
}
