/// Reads every byte of a pack and says what is wrong. Changes nothing.
public enum PackVerification {
    /// What a verification found.
    public struct Report: Sendable {
        /// Empty when the pack is intact. Every place is one of the pack's file.
        public var damage: [LogDamage] = []
        /// What a verification of each log found, with places in the pack's file.
        public var logs: [(log: PackedLog, report: LogVerificationReport)] = []
        /// The pack's length.
        public var byteCount: UInt64 = 0
        /// The name that its footer gives it; nil where the footer is damaged.
        public var id: PackID?
    }

    /// Checks the pack's header and footer, each file's checksum, and each log as `LogVerification` does, its size and root included. A single
    /// flipped bit anywhere in the pack is found.
    ///
    /// - Parameter progress: called now and then with the number of bytes read so far and of all bytes.
    /// - Returns: nil when there is no such file.
    /// - Throws: `newerFormat`, or the environment's error. Damage is in the report.
    public static func verify(
        _ path: String, storage: any LogStorage, progress: (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }
    ) throws(LogError) -> Report? {
        guard let pack = try Pack.open(path, storage: storage) else { return nil }
        var report = Report(damage: pack.damage, byteCount: pack.byteCount, id: pack.id)
        for log in pack.logs {
            let found = try verify(log, of: pack)
            report.damage += found.damage
            report.logs.append((log, found))
            if let last = log.files.last { progress(last.offset + last.byteCount, pack.byteCount) }
        }
        return report
    }

    private static func verify(_ log: PackedLog, of pack: Pack) throws(LogError) -> LogVerificationReport {
        var report = LogVerificationReport()
        do throws(LogError) {
            report = try LogVerification.verify(directory: pack.directory(of: log.logID), storage: PackedLogStorage(pack))
        } catch {
            guard error.code == .newerFormat || error.code == .notALog else { throw error }
            report.damage = [damage(.segmentHeader, log, log.files[0], error.message, in: pack.path)]
        }
        report.damage = report.damage.map { pack.located($0) }
        for file in log.files where !report.damage.contains(where: { file.holds($0.byteOffset) }) {
            // What the log's own checksums do not name more exactly.
            let isIntact = try PackBuilder.checksum(of: pack.open(file)) == file.checksum
            if !isIntact { report.damage.append(damage(.packedFile, log, file, "the checksum of its bytes is wrong", in: pack.path)) }
        }
        guard report.damage.isEmpty else { return report }
        if report.logID != log.logID {
            report.damage.append(damage(.packFooter, log, log.files[0], "the footer calls the log \(log.logID)", in: pack.path))
        }
        if !report.isClosed || report.recordCount != log.recordCount || report.root != log.root {
            report.damage.append(damage(.merkle, log, log.files[0], "size or root are not those of the pack's footer", in: pack.path))
        }
        return report
    }

    private static func damage(_ kind: LogDamage.Kind, _ log: PackedLog, _ file: PackedFile, _ message: String, in path: String)
        -> LogDamage
    {
        LogDamage(file: path, byteOffset: file.offset, kind: kind, message: "\(message) (log \(log.logID), \(file.name))")
    }
}

extension PackedFile {
    /// Whether the pack's byte at `place` is one of this file's.
    fileprivate func holds(_ place: UInt64) -> Bool { place >= offset && place - offset < byteCount }
}
