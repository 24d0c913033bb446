/// Who may write and who may sync, who waits for what, and what has come of it: a pure state machine. `WriterCore` holds it under a lock
/// and does what it says after unlocking.
///
/// Two roles, each held by one thread at a time. *Writing* covers the appender; *syncing* covers the call of fdatasync. A durable commit
/// starts when both are free, so that while one group syncs the next one fills; a kept commit needs writing only. A commit that must begin a new
/// segment needs both.
struct CommitState {
    /// One commit, for the thread that leads it.
    struct Commit {
        var batches: [EncodedBatch]
        /// The place after its last record.
        var end: SequenceNumber
        /// What was durable when it started.
        var durableEnd: SequenceNumber
        /// The group that it took; tickets of groups up to it are covered.
        var group: UInt64
        /// Whether it goes on to sync.
        var isDurable: Bool
        /// Whether its leader holds the syncing role besides the writing role.
        var holdsSyncing: Bool
        /// The requests to end the segment that it serves, before it writes.
        var seals: UInt64
        /// Whether there is such a request.
        var mustSeal: Bool
    }

    /// What a waiting thread has to do.
    enum Duty {
        case none
        case fail(LogError)
        case lead(Commit)
    }

    /// Someone who is told instead of blocking: a task's continuation, or whoever gave a closure.
    struct Waiter {
        var end: SequenceNumber
        var durability = Durability.durable
        /// Called once, without the lock.
        var tell: @Sendable (LogError?) -> Void
    }

    /// The conditions of the monitor.
    enum Condition {
        /// Threads that wait for a group to be durable; two conditions, so that a group's end does not wake the group that fills.
        static func group(_ number: UInt64) -> Int { Int(number & 1) }
        /// Threads that wait for a write, for room, or for the roles.
        static let written = 2
        static let worker = 3
        static let count = 4
    }

    typealias Step = ThreadMonitor<CommitState>.Step

    /// The place of the next record.
    private(set) var next: SequenceNumber
    /// Everything before it is written.
    private(set) var written: SequenceNumber
    /// Everything before it is durable.
    private(set) var durable: SequenceNumber
    /// The group that fills.
    private var filling: [EncodedBatch] = []
    private var fillingByteCount = 0
    private(set) var group: UInt64 = 0
    private var isWriting = false
    private var isSyncing = false
    /// Whether the segment at work has reached its size.
    private var isFull = false
    /// How often it was asked to end the segment at work, and how many of these requests have been served.
    private var sealsRequested: UInt64 = 0
    private var sealsDone: UInt64 = 0
    /// Whether the next commit begins a new segment.
    private var mustRoll: Bool { isFull || sealsDone < sealsRequested }
    /// Never left again once set.
    private(set) var failure: LogError?
    private(set) var isClosing = false
    private(set) var isClosed = false
    private var waiters: [Waiter] = []
    /// How many of them wait for a write only.
    private var keptWaiterCount = 0
    /// When what is only kept has to be durable.
    private var keptDeadline: UInt64?
    private var hasWorker = false
    private var isStopped = false

    init(startingAt end: SequenceNumber) {
        next = end
        written = end
        durable = end
    }

    /// Gives a batch its place: what it returns when that has to wait for a commit, which the caller leads if it can.
    mutating func admit(_ batch: EncodedBatch, maximumPendingByteCount: Int) -> Step<Admission> {
        if let failure { return .done(.fail(failure)) }
        if isClosing { return .done(.closed) }
        if fillingByteCount > 0 && fillingByteCount + batch.bytes.count > maximumPendingByteCount {
            guard mayWrite else { return .wait(Condition.written) }
            return .done(.lead(takeGroup(isDurable: false)))
        }
        let first = next
        next = next.advanced(by: batch.recordCount)
        filling.append(batch)
        fillingByteCount += batch.bytes.count
        return .done(.placed(first: first, group: group))
    }

    enum Admission {
        case placed(first: SequenceNumber, group: UInt64)
        case lead(Commit)
        case closed
        case fail(LogError)
    }

    /// For a thread that waits until everything before `end`, of `group`, is durable.
    mutating func durableStep(_ end: SequenceNumber, group: UInt64) -> Step<Duty> {
        if durable >= end { return .done(.none) }
        if let failure { return .done(.fail(failure)) }
        if isWriting || isSyncing { return .wait(Condition.group(group)) }
        return .done(.lead(takeGroup(isDurable: true)))
    }

    /// For a thread that waits until everything before `end` is written.
    mutating func keptStep(_ end: SequenceNumber) -> Step<Duty> {
        if written >= end { return .done(.none) }
        if let failure { return .done(.fail(failure)) }
        guard mayWrite else { return .wait(Condition.written) }
        return .done(.lead(takeGroup(isDurable: false)))
    }

    /// For the log's own thread: leads for tasks that wait, and for what has been kept long enough. Nil: it is no longer needed.
    mutating func workerStep(now: UInt64) -> Step<Commit?> {
        let isWanted = failure == nil && (!waiters.isEmpty || keptDeadline != nil)
        if isWanted {
            let isSyncDue = waiters.count > keptWaiterCount || keptDeadline.map { $0 <= now } ?? false
            if isSyncDue && !isWriting && !isSyncing { return .done(takeGroup(isDurable: true)) }
            if keptWaiterCount > 0 && mayWrite { return .done(takeGroup(isDurable: false)) }
            if let keptDeadline, !isSyncDue && keptWaiterCount == 0 { return .waitUntil(Condition.worker, deadline: keptDeadline) }
            return .wait(Condition.worker)
        }
        guard isStopped || isClosed || failure != nil else { return .wait(Condition.worker) }
        hasWorker = false
        return .done(nil)
    }

    private var mayWrite: Bool { !isWriting && !(mustRoll && isSyncing) }

    private mutating func takeGroup(isDurable: Bool) -> Commit {
        isWriting = true
        let holdsSyncing = isDurable || mustRoll
        isSyncing = isSyncing || holdsSyncing
        let commit = Commit(
            batches: filling, end: next, durableEnd: durable, group: group, isDurable: isDurable, holdsSyncing: holdsSyncing,
            seals: sealsRequested, mustSeal: sealsDone < sealsRequested)
        filling = []
        fillingByteCount = 0
        group += 1
        return commit
    }
}

// What a leader reports.
extension CommitState {
    /// The commit's bytes are written; with a new segment, everything before it is durable.
    mutating func didWrite(_ commit: Commit, durableEnd: SequenceNumber, isFull: Bool) -> [Waiter] {
        written = commit.end
        isWriting = false
        if commit.holdsSyncing && !commit.isDurable { isSyncing = false }
        self.isFull = isFull
        sealsDone = commit.seals
        return becomeDurable(durableEnd)
    }

    /// The commit's sync has returned. The second result says whether a watermark block should be written; the writing role is then taken.
    mutating func didSync(_ commit: Commit) -> (resumed: [Waiter], writesWatermark: Bool) {
        isSyncing = false
        let resumed = becomeDurable(commit.end)
        let writesWatermark = failure == nil && filling.isEmpty && !isWriting && durable == written
        if writesWatermark { isWriting = true }
        return (resumed, writesWatermark)
    }

    mutating func didWriteWatermark(isFull: Bool) {
        isWriting = false
        self.isFull = isFull
    }

    /// Nothing is written any more. Everyone who waits is told. The caller gives back the roles that it holds, nobody else's.
    mutating func didFail(_ error: LogError, holdsWriting: Bool, holdsSyncing: Bool) -> [Waiter] {
        failure = failure ?? error
        if holdsWriting { isWriting = false }
        if holdsSyncing { isSyncing = false }
        keptDeadline = nil
        filling = []
        fillingByteCount = 0
        return takeWaiters()
    }

    private mutating func becomeDurable(_ end: SequenceNumber) -> [Waiter] {
        durable = max(durable, end)
        if durable >= written { keptDeadline = nil }
        guard waiters.contains(where: isSatisfied) else { return [] }
        let resumed = waiters.filter(isSatisfied)
        waiters.removeAll(where: isSatisfied)
        if keptWaiterCount > 0 { keptWaiterCount = waiters.count { $0.durability == .kept } }
        return resumed
    }

    func isSatisfied(_ waiter: Waiter) -> Bool { waiter.end <= (waiter.durability == .kept ? written : durable) }

    private mutating func takeWaiters() -> [Waiter] {
        keptWaiterCount = 0
        defer { waiters = [] }
        return waiters
    }
}

// What others ask for.
extension CommitState {
    /// Registers a task; false when it has nothing to wait for.
    mutating func register(_ waiter: Waiter) -> Bool {
        guard !isSatisfied(waiter), failure == nil else { return false }
        waiters.append(waiter)
        if waiter.durability == .kept { keptWaiterCount += 1 }
        return true
    }

    /// Like `keptStep`, for a task: `wait` means that it has to suspend. Leads only what needs no sync.
    mutating func keptStepOfTask(_ end: SequenceNumber) -> Step<Duty> {
        mustRoll && written < end && failure == nil ? .wait(Condition.written) : keptStep(end)
    }

    /// While no batch of this size finds room: the end of what has to be durable first. Nil when there is room.
    func endBeforeRoom(forByteCount byteCount: Int, maximumPendingByteCount: Int) -> SequenceNumber? {
        failure == nil && fillingByteCount > 0 && fillingByteCount + byteCount > maximumPendingByteCount ? next : nil
    }

    /// Asks that the segment at work be ended.
    ///
    /// - Returns: the number of the request, for `sealStep`.
    mutating func requestSeal() -> UInt64 {
        sealsRequested += 1
        return sealsRequested
    }

    /// For a thread that waits until its request to end the segment has been served.
    mutating func sealStep(_ request: UInt64) -> Step<Duty> {
        if sealsDone >= request { return .done(.none) }
        if let failure { return .done(.fail(failure)) }
        // Closing ends the segment too, if it succeeds.
        if isClosed { return .done(.none) }
        if isClosing || isWriting || isSyncing { return .wait(Condition.written) }
        return .done(.lead(takeGroup(isDurable: true)))
    }

    /// Starts the time within which what is written must be durable; false when it runs already or nothing waits.
    mutating func noteKept(deadline: UInt64) -> Bool {
        guard written > durable && keptDeadline == nil && failure == nil else { return false }
        keptDeadline = deadline
        return true
    }

    /// Whether the log's thread has to be started; it then counts as running.
    mutating func claimWorker() -> Bool {
        defer { hasWorker = true }
        return !hasWorker
    }

    /// Nobody leads for tasks that wait; they are withdrawn, and the next that asks tries again.
    mutating func workerDidNotStart() -> [Waiter] {
        hasWorker = false
        keptDeadline = nil
        return takeWaiters()
    }

    /// Whether this call is the one that closes. From now on nothing is admitted.
    mutating func startClosing() -> Bool {
        defer { isClosing = true }
        return !isClosing
    }

    /// Takes both roles for good, when they are free; the result is the failure that came before, if any.
    mutating func takeRolesForClosing() -> Step<LogError?> {
        if isWriting || isSyncing { return .wait(Condition.written) }
        isWriting = true
        isSyncing = true
        return .done(failure)
    }

    mutating func didClose() {
        isClosed = true
        isStopped = true
    }

    /// The writer's handle is gone: the log's thread ends when nobody waits.
    mutating func stop() { isStopped = true }
}
