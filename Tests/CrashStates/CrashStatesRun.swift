import ContentHashing
import Dispatch
import LogSimulation
import Synchronization

/// Everything that is enumerated, spread over the processor's cores, and what is said of it.
struct CrashStatesRun {
    private let options: CrashStatesOptions
    private let workloads: [Workload]

    /// What one task came to.
    struct Result: Sendable {
        var lines: [String] = []
        var images: Set<Digest> = []
        var flipCount = 0
        var forgeryCount = 0
        var failureCount = 0
        var violations: [(workload: String, violation: Violation)] = []
    }

    init(_ options: CrashStatesOptions) {
        self.options = options
        workloads = Workload.all.filter { options.workload == nil || $0.name == options.workload }
    }

    /// - Returns: whether nothing was violated.
    func run() -> Bool {
        let tasks = tasks()
        let total = Mutex(Result())
        let isOver = Atomic(false)
        DispatchQueue.concurrentPerform(iterations: tasks.count) { index in
            if isOver.load(ordering: .relaxed) { return }
            let result = tasks[index]()
            if options.isBrief && !result.violations.isEmpty { isOver.store(true, ordering: .relaxed) }
            total.withLock { $0.add(result) }
        }
        let result = total.withLock { $0 }
        report(result)
        return result.violations.isEmpty
    }

    private func tasks() -> [@Sendable () -> Result] {
        let enumerations = workloads.map { workload in { @Sendable [self] in enumerate(workload) } }
        let loops = workloads.map { workload in { @Sendable [self] in loop(workload) } }
        let flips = options.workload == nil ? BitFlips.variants.indices.map { index in { @Sendable [self] in flip(index) } } : []
        // What is quick comes first where the first violation ends it, what takes long where all have to end.
        return options.isBrief ? enumerations.prefix(1) + flips + enumerations.dropFirst() + loops : loops + enumerations + flips
    }

    private func enumerate(_ workload: Workload) -> Result {
        let enumeration = CrashEnumeration(workload, seed: options.seed)
        if options.isBrief {
            enumeration.enumerate(
                first: Disk.Breadth(exhaustiveCount: 4, sampleCount: 8), second: Disk.Breadth(exhaustiveCount: 1, sampleCount: 2),
                stopsAtViolation: true)
        } else {
            enumeration.enumerate()
        }
        var result = Result()
        result.images = enumeration.images
        result.violations = enumeration.violations.map { (workload.name, $0) }
        result.lines = [
            "\(workload.name): \(enumeration.momentCount) calls, \(enumeration.firstCrashCount) states, "
                + "\(enumeration.images.count) with a second crash (\(workload.summary))"
        ]
        return result
    }

    private func loop(_ workload: Workload) -> Result {
        let loop = options.isBrief ? FaultLoop(brieflyFor: workload) : FaultLoop(workload)
        var result = Result()
        result.failureCount = loop.failureCount
        result.violations = loop.violations.map { (workload.name, $0) }
        return result
    }

    private func flip(_ index: Int) -> Result {
        let variant = BitFlips.variants[index]
        var result = Result()
        do {
            let flips = try BitFlips(variant, stopsAtViolation: options.isBrief)
            result.flipCount = flips.flipCount
            result.violations = flips.violations.map { ("bit flips", $0) }
            guard variant.isClosed else { return result }
            let forgeries = try Forgeries(variant, stopsAtViolation: options.isBrief)
            result.forgeryCount = forgeries.count
            result.violations += forgeries.violations.map { ("forgeries", $0) }
        } catch {
            result.violations = [("bit flips", .init(state: variant.name, message: "\(error)"))]
        }
        return result
    }

    private func report(_ result: Result) {
        for line in result.lines.sorted() { print(line) }
        var told: [String: Int] = [:]
        for (workload, violation) in result.violations {
            told[workload, default: 0] += 1
            guard told[workload, default: 0] <= 3 else { continue }
            print("VIOLATION \(workload) \(violation.state): \(violation.message)")
            print("  replay: crash-states --seed \(options.seed) --workload \(workload) --state \(violation.state)")
        }
        for (workload, count) in told.sorted(by: { $0.key < $1.key }) { print("\(workload): \(count) violations") }
        let verdict = result.violations.isEmpty
        print("seed \(options.seed)")
        print("\(result.images.count) crash states, \(verdict ? "0 acknowledged records lost" : "\(result.violations.count) violations")")
        print("\(result.flipCount) bit flips\(verdict ? ", all detected and named" : "")")
        print("\(result.forgeryCount) forgeries with right checksums\(verdict ? ", all detected" : "")")
        print("\(result.failureCount) n-th-call failures")
    }

    /// Shows one state of one workload.
    ///
    /// - Returns: whether there is such a state.
    func replay(_ state: String) -> Bool {
        guard let workload = workloads.first, options.workload != nil else { return false }
        let lines: [String]?
        if let at = state.firstIndex(of: "@"), let number = Int(state[state.index(after: at)...]),
            let fault = StorageFault(rawValue: String(state[..<at]))
        {
            lines = FaultLoop.replay(workload, fault, atCall: number)
        } else {
            lines = CrashEnumeration(workload, seed: options.seed).replay(state)
        }
        for line in lines ?? ["\(workload.name) has no state \(state)"] { print(line) }
        return lines != nil
    }
}

extension CrashStatesRun.Result {
    mutating func add(_ other: CrashStatesRun.Result) {
        lines += other.lines
        images.formUnion(other.images)
        flipCount += other.flipCount
        forgeryCount += other.forgeryCount
        failureCount += other.failureCount
        violations += other.violations
    }
}
