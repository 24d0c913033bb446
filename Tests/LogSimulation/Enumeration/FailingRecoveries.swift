import SegmentLog

/// Recovers what a crash has left with one call after the other failing, and cuts the power then: recovery says that it failed and the next one succeeds,
/// or what it showed, what it saved aside and what is appended afterwards is there.
struct FailingRecoveries {
    /// What was found after each recovery that said that it failed, the one after it, and a power cut.
    private(set) var found: [[FoundLog]] = []
    private(set) var violation: String?

    init(_ disk: Disk, _ logs: [SimulatedLog]) {
        var number = 1
        while violation == nil {
            let storage = SimulatedStorage(disk)
            storage.plan(.ioError, atChange: number)
            check(storage, logs, number)
            if storage.faultCount == 0 { return }
            number += 1
        }
    }

    private mutating func check(_ storage: SimulatedStorage, _ logs: [SimulatedLog], _ number: Int) {
        let failing = "call \(number) of recovery fails"
        var hasFailed = false
        var hasAppended = false
        var ends = logs.map { _ in 0 }
        var saved: [String: [UInt8]] = [:]
        for (number, log) in logs.enumerated() {
            do throws(LogError) {
                guard try LogExamination.isThere(log, storage) else { continue }
                let writer = try LogWriter.reopen(in: log.directory, options: log.options, storage: storage)
                for name in try storage.fileNames(in: log.directory) ?? [] where name.contains(".torn-") {
                    saved[log.directory + "/" + name] = storage[log.directory + "/" + name]
                }
                hasAppended = true
                try writer.append([LogRecord(head: [1], body: [2])])
                ends[number] = Int(writer.durableEnd.rawValue)
            } catch {
                hasFailed = true
            }
        }
        guard storage.faultCount > 0 else { return }
        storage.killProcess()
        do throws(LogError) {
            // The next recovery, as the files are found now, and as a power cut leaves them.
            if hasFailed { _ = try Self.read(logs, SimulatedStorage(storage.disk)) }
            let next = SimulatedStorage(storage.disk.afterLosingEverythingUnsynced)
            let left = try Self.read(logs, next)
            if hasFailed && !hasAppended { found.append(left) }
            for (log, (found, end)) in zip(logs, zip(left, ends)) where found.recordCount < end {
                violation = "\(failing): \(log.directory): \(end) records were there, a power cut left \(found.recordCount)"
            }
            for (path, bytes) in saved where next[path] != bytes { violation = "\(failing): a power cut took \(path)" }
        } catch {
            violation = "\(failing): \(error)"
        }
    }

    private static func read(_ logs: [SimulatedLog], _ storage: SimulatedStorage) throws(LogError) -> [FoundLog] {
        var found: [FoundLog] = []
        for log in logs {
            guard try LogExamination.isThere(log, storage) else {
                found.append(FoundLog())
                continue
            }
            let report = try LogRecovery.recover(directory: log.directory, storage: storage, mode: .secure)
            if let damage = report.damage.first {
                throw LogError(.damaged, path: damage.file, message: "a failure is not damage: \(damage)")
            }
            found.append(try LogExamination.read(log, storage))
        }
        return found
    }
}
