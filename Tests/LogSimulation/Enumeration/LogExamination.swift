import SegmentLog

/// What recovery makes of a disk as a crash left it: what is wrong in itself, and what is there, for the oracle to compare.
struct LogExamination: Sendable {
    /// By log.
    private(set) var found: [FoundLog]
    /// The bytes that recovery has saved aside, by the file that holds them.
    private var saved: [String: [UInt8]] = [:]
    /// The torn tails that were found, each with the whole file that it ended.
    private(set) var tails: [(file: String, whole: [UInt8], tail: [UInt8])] = []
    /// What no log may do, whatever was acknowledged.
    private(set) var violation: String?
    /// The storage after recovery, with its moments.
    let storage: SimulatedStorage
    /// What a reader was given before recovery, by log.
    private(set) var delivered: [Int]

    /// Recovers each log, reads it, verifies it, and cuts the power once more.
    init(_ disk: Disk, _ logs: [SimulatedLog], recordsMoments: Bool) {
        storage = SimulatedStorage(disk, recordsMoments: recordsMoments)
        found = logs.map { _ in FoundLog() }
        delivered = logs.map { _ in 0 }
        for (number, log) in logs.enumerated() {
            do throws(LogError) {
                guard try Self.isThere(log, storage) else { continue }
                delivered[number] = try Self.read(log, storage).recordCount
                found[number] = try recover(log)
                if found[number].recordCount < delivered[number] {
                    violation =
                        "\(log.directory): \(delivered[number]) records were read before recovery, \(found[number].recordCount) after"
                }
            } catch {
                violation = "\(log.directory): \(error)"
            }
            if violation != nil { return }
        }
        checkNextCut(logs)
    }

    static func isThere(_ log: SimulatedLog, _ storage: SimulatedStorage) throws(LogError) -> Bool {
        try storage.fileNames(in: log.directory)?.contains { $0.hasSuffix(".seg") } ?? false
    }

    private mutating func recover(_ log: SimulatedLog) throws(LogError) -> FoundLog {
        let expected = try LogRecovery.recover(directory: log.directory, storage: storage, mode: .readOnlyReport)
        let before = storage.disk
        let report = try LogRecovery.recover(directory: log.directory, storage: storage, mode: .secure)
        if let tail = report.tornTail { checkSaved(tail, before) }
        let leftovers = (try storage.fileNames(in: log.directory) ?? []).filter { $0.hasSuffix(".tmp") || $0.hasSuffix(".rewrite") }
        if let name = leftovers.first(where: { $0 != "LOCK.rewrite" }) { violation = "\(log.directory): recovery left \(name)" }
        let found = try Self.read(log, storage)
        let verification = try LogVerification.verify(directory: log.directory, storage: storage)
        if let damage = report.damage.first ?? verification.damage.first {
            violation = "\(log.directory): a crash is not damage: \(damage)"
        } else if report.end.rawValue != UInt64(found.recordCount) || expected.end != report.end {
            violation =
                "\(log.directory): the report says \(expected.end), recovery \(report.end), a reader finds \(found.recordCount) records"
        } else if verification.recordCount != UInt64(found.recordCount) {
            violation = "\(log.directory): verification finds \(verification.recordCount) records, a reader \(found.recordCount)"
        }
        return found
    }

    /// A torn tail is kept, byte by byte.
    private mutating func checkSaved(_ tail: RecoveryReport.TornTail, _ before: Disk) {
        let bytes = before.file(at: tail.file).map { before.bytes(of: $0).dropFirst(Int(tail.byteOffset)) } ?? []
        saved[tail.savedAs ?? ""] = Array(bytes)
        tails.append((tail.file, before.file(at: tail.file).map { before.bytes(of: $0) } ?? [], Array(bytes)))
        if tail.savedAs.map({ storage[$0] }) != Array(bytes) { violation = "the torn tail of \(tail.file) was not saved" }
    }

    /// What recovery has shown is there after the next power cut.
    private mutating func checkNextCut(_ logs: [SimulatedLog]) {
        let next = SimulatedStorage(storage.disk.afterLosingEverythingUnsynced)
        for (path, bytes) in saved where next[path] != bytes { violation = violation ?? "\(path): the next power cut took a saved tail" }
        for (log, found) in zip(logs, found) where violation == nil {
            do throws(LogError) {
                var again = FoundLog()
                if try Self.isThere(log, next) {
                    _ = try LogRecovery.recover(directory: log.directory, storage: next, mode: .secure)
                    again = try Self.read(log, next)
                }
                if again != found {
                    violation =
                        "\(log.directory): recovery showed \(found.recordCount) records, the next power cut left \(again.recordCount)"
                }
            } catch {
                violation = "\(log.directory): after recovery and the next power cut: \(error)"
            }
        }
    }

    /// A crash during recovery finds each torn tail where it was or saved aside.
    func objectionToTails(_ disk: Disk) -> String? {
        var files: [String: [UInt8]] = [:]
        for path in disk.filePaths { files[path] = disk.file(at: path).map { disk.bytes(of: $0) } }
        for (file, whole, tail) in tails where files[file] != whole {
            if files.contains(where: { $0.key.contains(".torn-") && $0.value == tail }) { continue }
            return "\(file): the torn tail is gone"
        }
        return nil
    }

    /// The log goes on after recovery, or begins where none had come to be: one more record can be appended, survives, and stands behind the others.
    mutating func checkContinuation(_ logs: [SimulatedLog]) {
        for (log, found) in zip(logs, found) where violation == nil {
            let copy = SimulatedStorage(storage.disk)
            do throws(LogError) {
                let writer =
                    try Self.isThere(log, copy)
                    ? LogWriter.reopen(in: log.directory, options: log.options, storage: copy)
                    : LogWriter.create(in: log.directory, identity: log.identity, options: log.options, storage: copy)
                try writer.append([LogRecord(head: [1], body: [2])])
                copy.killProcess()
                let next = SimulatedStorage(copy.disk.afterLosingEverythingUnsynced)
                _ = try LogRecovery.recover(directory: log.directory, storage: next, mode: .secure)
                let again = try Self.read(log, next)
                if again.recordCount != found.recordCount + 1 {
                    violation = "\(log.directory): a record appended after recovery of \(found.recordCount) left \(again.recordCount)"
                }
            } catch {
                violation = "\(log.directory): appending after recovery: \(error)"
            }
        }
    }

    /// Everything that may be delivered.
    static func read(_ log: SimulatedLog, _ storage: some LogStorage) throws(LogError) -> FoundLog {
        var found = FoundLog()
        let reader = try LogReader(directory: log.directory, storage: storage)
        try reader.visit(from: .zero) { record in
            found.enter(record)
            return .continue
        }
        return found
    }

    /// How much of each log a reader is given, without recovery.
    static func delivered(_ disk: Disk, _ logs: [SimulatedLog]) throws(LogError) -> [FoundLog] {
        let storage = SimulatedStorage(disk)
        var found: [FoundLog] = []
        for log in logs { found.append(try isThere(log, storage) ? read(log, storage) : FoundLog()) }
        return found
    }
}
