import LogPositions
import SegmentLog

// Logs that are too large for a pack are made denser where they lie.
extension StoreMaintenance {
    /// What became of the sealed segments of the logs that lie in directories of their own.
    package struct Rewriting: Hashable, Sendable {
        package var rewrittenSegmentCount = 0
        /// The bytes of all segments looked at, before and after.
        package var byteCountBefore: UInt64 = 0
        package var byteCountAfter: UInt64 = 0
        /// Segments that could not be read whole, or logs, and why; all of their bytes were kept.
        package var refused: [String] = []
    }

    /// Rewrites the sealed segments of every log that lies in a directory of its own. Records, hashes and roots stay as they are; writers and readers may be
    /// at work. Can be cut off anywhere and called again.
    ///
    /// - Parameter progress: called with the bytes read, and of all bytes as far as they are known.
    /// - Returns: nil when another maintenance is at work on the store.
    package func rewriteLogs(progress: (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }) throws(StoreError) -> Rewriting? {
        try StoreError.translating("rewriting logs") { () throws(LogError) in
            guard let lock = try context.storage.lock(context.layout.maintenanceLock) else { return nil }
            defer { lock.release() }
            var outcome = Rewriting()
            for log in (try context.storage.fileNames(in: context.layout.logs) ?? []).compactMap({ LogID($0) }).sorted() {
                try rewrite(log, into: &outcome, progress)
            }
            return outcome
        }
    }

    private func rewrite(_ log: LogID, into outcome: inout Rewriting, _ progress: (UInt64, UInt64) -> Void) throws(LogError) {
        let before = outcome.byteCountBefore
        do throws(LogError) {
            let report = try LogRewriting.rewrite(directory: context.layout.log(log), storage: context.storage) {
                progress(before + $0, before + $1)
            }
            outcome.rewrittenSegmentCount += report.rewrittenCount
            outcome.byteCountBefore += report.storedByteCountBefore
            outcome.byteCountAfter += report.storedByteCountAfter
            outcome.refused += report.damage.map { "\($0.file), byte \($0.byteOffset): \($0.message)" }
        } catch {
            switch error.code {
            // Nothing there, or not whole enough to begin with: the others go on.
            case .notALog, .rewriterIsAlive: return
            case .damaged, .newerFormat: outcome.refused.append("\(error)")
            default: throw error
            }
        }
    }
}
