import ContentHashing

extension CrashEnumeration {
    /// Tells how a state comes about and what becomes of it, line by line; nil when it is not the name of one.
    package func replay(_ state: String, first: Disk.Breadth = .wide, second: Disk.Breadth = .narrow) -> [String]? {
        let steps = state.split(separator: "/").map { $0.split(separator: ":").compactMap { Int($0) } }
        guard let step = steps.first, steps.allSatisfy({ $0.count == 2 }), moments.indices.contains(step[0]) else { return nil }
        var lines = Self.calls(of: moments, through: step[0])
        let outcomes = moments[step[0]].disk.outcomes(first, seed: seed &+ UInt64(step[0]))
        guard outcomes.indices.contains(step[1]) else { return nil }
        var disk = moments[step[0]].disk.after(outcomes[step[1]])
        lines += ["crash: \(outcomes[step[1]])"] + Self.files(of: disk)
        for (log, account) in zip(workload.logs, accounts(step[0])) {
            lines.append("\(log.directory): \(account.acknowledged) acknowledged, \(account.kept) kept, \(account.records.count) submitted")
        }
        for step in steps.dropFirst() {
            let recovery = LogExamination(disk, workload.logs, recordsMoments: true).storage.moments
            guard recovery.indices.contains(step[0]) else { return nil }
            let outcomes = recovery[step[0]].disk.outcomes(second, seed: seed &+ UInt64(disk.digest.bytes[0]) &+ UInt64(step[0]))
            guard outcomes.indices.contains(step[1]) else { return nil }
            lines += ["recovery:"] + Self.calls(of: recovery, through: step[0])
            disk = recovery[step[0]].disk.after(outcomes[step[1]])
            lines += ["second crash: \(outcomes[step[1]])"] + Self.files(of: disk)
        }
        var examination = LogExamination(disk, workload.logs, recordsMoments: false)
        examination.checkContinuation(workload.logs)
        for (log, found) in zip(workload.logs, examination.found) {
            lines.append("\(log.directory): \(found.recordCount) records after recovery")
        }
        return lines + [examination.violation.map { "violation: \($0)" } ?? "nothing is wrong with the log itself"]
    }

    private static func calls(of moments: [Moment], through last: Int) -> [String] {
        moments[0...last].enumerated().dropFirst().map { "  \($0): \($1.call)" }
    }

    private static func files(of disk: Disk) -> [String] {
        disk.filePaths.map { path in "  \(path): \(disk.file(at: path).map { disk.bytes(of: $0).count } ?? 0) bytes" }
    }
}
