import SegmentLog

/// Lets the n-th storage call of a workload fail, for every n until no failure fires, in each way that it can fail; and cuts the power at the end.
package struct FaultLoop: Sendable {
    package private(set) var failureCount = 0
    package private(set) var violations: [Violation] = []

    package init(_ workload: Workload, faults: [StorageFault] = StorageFault.allCases) {
        for fault in faults { loop(workload, fault) }
    }

    /// The calls that change something, in each way, and every seventh of all; up to the first violation.
    package init(brieflyFor workload: Workload) {
        for fault in [StorageFault.ioError, .outOfSpace, .shortWrite] where violations.isEmpty {
            loop(workload, fault, ofChanges: true, stopsAtViolation: true)
        }
        for fault in [StorageFault.ioError, .deviceGone] where violations.isEmpty {
            loop(workload, fault, step: 7, stopsAtViolation: true)
        }
    }

    private mutating func loop(
        _ workload: Workload, _ fault: StorageFault, ofChanges: Bool = false, step: Int = 1, stopsAtViolation: Bool = false
    ) {
        var number = 1
        while !stopsAtViolation || violations.isEmpty {
            let storage = SimulatedStorage()
            if ofChanges { storage.plan(fault, atChange: number) } else { storage.plan(fault, atCall: number) }
            let run = workload.run(on: storage)
            if storage.faultCount > 0 {
                failureCount += 1
                check(run, workload, state: "\(fault.rawValue)@\(storage.firstFault)")
            } else if number > (ofChanges ? storage.changeCount : storage.allCallCount) {
                return
            }
            number += step
        }
    }

    /// Tells what the workload did up to its end with that one call failing, and what is there then.
    package static func replay(_ workload: Workload, _ fault: StorageFault, atCall number: Int) -> [String] {
        let storage = SimulatedStorage(recordsMoments: true)
        storage.plan(fault, atCall: number)
        let run = workload.run(on: storage)
        var loop = FaultLoop()
        loop.check(run, workload, state: "\(fault.rawValue)@\(number)")
        return storage.moments.dropFirst().map { "  \($0.call)" } + loop.violations.map { "violation: \($0.message)" }
    }

    private init() {}

    private mutating func check(_ run: Workload.Run, _ workload: Workload, state: String) {
        if let violation = run.violation { violations.append(Violation(state: state, message: violation)) }
        let accounts = run.accounts[run.accounts.count - 1]
        let disk = run.storage.disk
        for outcome in disk.outcomes(.narrow, seed: 1) {
            let examination = LogExamination(disk.after(outcome), workload.logs, recordsMoments: false)
            var message = examination.violation
            for (account, found) in zip(accounts, examination.found) where message == nil {
                message = account.objection(to: found, required: outcome == .processDied ? account.kept : account.acknowledged)
            }
            if let message { violations.append(Violation(state: state, message: "\(outcome): \(message)")) }
        }
    }
}
