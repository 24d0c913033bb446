package import ContentHashing
import SegmentLog

/// Every crash of one workload, worked out from one run of it: after each storage call, each outcome for what was not synced; then recovery by the
/// unchanged code, and for each crash a second one after each storage call of that recovery.
///
/// Equal disk images are examined once. A state has a name, `<call>:<outcome>` or `<call>:<outcome>/<call>:<outcome>`, that stays the same for one seed.
package final class CrashEnumeration {
    /// What a disk image leads to.
    private struct Verdict {
        var found: [FoundLog]
        var violation: String?
        /// What was found after a second crash, each with the first state that led to it.
        var afterSecond: [SecondCrash: String] = [:]
    }

    private struct SecondCrash: Hashable {
        var found: [FoundLog]
        var isKill: Bool
    }

    package let workload: Workload
    let seed: UInt64
    private let run: Workload.Run
    /// By moment and log: so many records someone has been given, here or on another machine.
    private var followed: [[Int]] = []
    private var verdicts: [Digest: Verdict] = [:]
    private var secondVerdicts: [Digest: Verdict] = [:]
    package private(set) var violations: [Violation] = []

    package init(_ workload: Workload, seed: UInt64) {
        self.workload = workload
        self.seed = seed
        run = workload.run(on: SimulatedStorage(recordsMoments: true))
        if let violation = run.violation { violations.append(Violation(state: "0:0", message: violation)) }
        follow()
    }

    package var momentCount: Int { run.storage.moments.count }
    /// The distinct disk images so far.
    package var images: Set<Digest> { Set(verdicts.keys).union(secondVerdicts.keys) }
    package var firstCrashCount: Int { verdicts.count }

    var moments: [Moment] { run.storage.moments }

    func accounts(_ moment: Int) -> [Account] { run.accounts[run.storage.moments[moment].mark] }

    /// Enumerates all crashes.
    ///
    /// - Parameter stopsAtViolation: whether the first violation is enough.
    package func enumerate(first: Disk.Breadth = .wide, second: Disk.Breadth? = .narrow, stopsAtViolation: Bool = false) {
        let moments = run.storage.moments
        for moment in moments.indices {
            for (number, outcome) in moments[moment].disk.outcomes(first, seed: seed &+ UInt64(moment)).enumerated() {
                if stopsAtViolation && !violations.isEmpty { return }
                check(moments[moment].disk.after(outcome), outcome, moment, state: "\(moment):\(number)", second)
            }
        }
    }

    private func check(_ disk: Disk, _ outcome: CrashOutcome, _ moment: Int, state: String, _ second: Disk.Breadth?) {
        let digest = disk.digest
        let verdict = verdicts[digest] ?? examine(disk, digest, state: state, second)
        verdicts[digest] = verdict
        if let violation = verdict.violation { return violations.append(Violation(state: state, message: violation)) }
        judge(verdict.found, moment, isKill: outcome == .processDied, state: state)
        for (found, state) in verdict.afterSecond {
            judge(found.found, moment, isKill: found.isKill && outcome == .processDied, state: state)
        }
    }

    /// The oracle.
    private func judge(_ found: [FoundLog], _ moment: Int, isKill: Bool, state: String) {
        for (number, (account, log)) in zip(accounts(moment), found).enumerated() {
            let required = max(isKill ? account.kept : account.acknowledged, followed[moment][number])
            if let objection = account.objection(to: log, required: required) {
                violations.append(Violation(state: state, message: "\(workload.logs[number].directory): \(objection)"))
            }
        }
    }

    private func examine(_ disk: Disk, _ digest: Digest, state: String, _ second: Disk.Breadth?) -> Verdict {
        var examination = LogExamination(disk, workload.logs, recordsMoments: second != nil)
        examination.checkContinuation(workload.logs)
        var verdict = Verdict(found: examination.found, violation: examination.violation)
        guard let second, verdict.violation == nil else { return verdict }
        let failing = FailingRecoveries(disk, workload.logs)
        verdict.violation = failing.violation.map { "\(state), then \($0)" }
        for found in failing.found { verdict.afterSecond[SecondCrash(found: found, isKill: false)] = "\(state), then a failing recovery" }
        var floor = examination.delivered
        for (number, moment) in examination.storage.moments.enumerated().dropFirst() {
            do throws(LogError) {
                let delivered = try LogExamination.delivered(moment.disk, workload.logs)
                floor = zip(floor, delivered).map { max($0, $1.recordCount) }
            } catch {
                verdict.violation = "a reader during recovery, after call \(number): \(error)"
            }
            let outcomes = moment.disk.outcomes(second, seed: seed &+ UInt64(digest.bytes[0]) &+ UInt64(number))
            for (choice, outcome) in outcomes.enumerated() where verdict.violation == nil {
                let state = "\(state)/\(number):\(choice)"
                let found = secondVerdict(moment.disk.after(outcome))
                let lostTail = disk.unsyncedChanges.isEmpty ? examination.objectionToTails(moment.disk.after(outcome)) : nil
                let isBelow = zip(found.found, floor).contains { $0.recordCount < $1 }
                verdict.violation =
                    (found.violation ?? lostTail ?? (isBelow ? "recovery showed \(floor) records and a second crash lost some" : nil)).map {
                        "\(state): \($0)"
                    }
                verdict.afterSecond[SecondCrash(found: found.found, isKill: outcome == .processDied)] = state
            }
        }
        return verdict
    }

    private func secondVerdict(_ disk: Disk) -> Verdict {
        let digest = disk.digest
        if let known = verdicts[digest] ?? secondVerdicts[digest] { return known }
        let examination = LogExamination(disk, workload.logs, recordsMoments: false)
        let verdict = Verdict(found: examination.found, violation: examination.violation)
        secondVerdicts[digest] = verdict
        return verdict
    }
}

// Followers.
extension CrashEnumeration {
    /// Lets readers go along with the run, on the same machine and over NFS, and notes what they were given.
    private func follow() {
        let moments = run.storage.moments
        let remotes = (0..<3).map { RemoteFollowers(moments, workload.logs, seed: seed &+ $0) }
        var floor = workload.logs.map { _ in 0 }
        for moment in moments.indices {
            do throws(LogError) {
                let local = try LogExamination.delivered(moments[moment].disk, workload.logs)
                for found in try [local] + remotes.map({ (remote) throws(LogError) in try remote.advance(to: moment) }) {
                    floor = zip(floor, found).map { max($0, $1.recordCount) }
                    for (account, log) in zip(accounts(moment), found) where violations.isEmpty {
                        guard log.recordCount > account.acknowledged || account.chain[log.recordCount] != log.chain else { continue }
                        guard account.objection(to: log, required: 0) != nil else { continue }
                        violations.append(
                            Violation(state: "\(moment):0", message: "a follower was given \(log.recordCount) records that are not there"))
                    }
                }
            } catch {
                violations.append(Violation(state: "\(moment):0", message: "a follower met \(error)"))
            }
            followed.append(floor)
        }
    }
}
