import ByteCoding
import Synchronization

/// The locked shell around `CommitState`: does what the state says, outside the lock.
///
/// Shared by the writer's handle, its tickets and the log's thread.
final class WriterCore: @unchecked Sendable {
    // @unchecked: `appender` is touched only by the thread that holds the writing role in `monitor`'s state.
    private let appender: SegmentAppender
    private let monitor: ThreadMonitor<CommitState>
    let logID: LogID
    let directory: String
    let options: LogOptions
    private let generation = ForkGeneration.current
    /// `failure` is set: to be asked without the lock.
    private let hasFailure = Atomic(false)

    init(_ appender: SegmentAppender, logID: LogID) {
        self.appender = appender
        self.logID = logID
        directory = appender.directory
        options = appender.options
        monitor = ThreadMonitor(CommitState(startingAt: appender.end), conditionCount: CommitState.Condition.count)
    }

    var next: SequenceNumber { monitor.withLock { $0.next } }
    var durable: SequenceNumber { monitor.withLock { $0.durable } }
    var failure: LogError? { monitor.withLock { $0.failure } }
    /// Whether what was submitted before `end` will never be acknowledged.
    func hasFailed(_ end: SequenceNumber) -> Bool { hasFailure.load(ordering: .acquiring) && !isDurable(end) }
    /// The end, and the group whose commit covers everything submitted so far.
    var submitted: (end: SequenceNumber, group: UInt64) { monitor.withLock { ($0.next, $0.group) } }

    /// Whether this is the process that made the writer.
    var isOurs: Bool { ForkGeneration.current == generation }

    func requireOurs() throws(LogError) {
        guard isOurs else {
            throw LogError(
                .forked, path: directory, message: "this writer belongs to the process that forked; open a log of your own in the child")
        }
    }

    /// Gives the batch its place; leads commits itself while there is no room.
    func submit(_ records: LogBatch) throws(LogError) -> Submission {
        try requireOurs()
        let batch = try EncodedBatch(records, options, path: directory)
        while true {
            let admission = monitor.wait { $0.admit(batch, maximumPendingByteCount: options.maximumPendingByteCount) }
            switch admission {
            case .placed(let first, let group):
                let ticket = CommitTicket(core: self, end: first.advanced(by: batch.recordCount), group: group)
                return Submission(first: Position(log: logID, sequence: first), count: batch.recordCount, ticket: ticket)
            case .lead(let commit): perform(commit)
            case .closed: throw LogError(.closed, path: directory, message: "the writer is closed; reopen the log to append to it")
            case .fail(let cause): throw poisoned(by: cause)
            }
        }
    }

    func waitUntilDurable(_ end: SequenceNumber, group: UInt64) throws(LogError) {
        try requireOurs()
        // A commit's end wakes one thread of the next group, so that it leads. One that turns out to be satisfied already wakes another in its stead.
        defer { monitor.signal(CommitState.Condition.group(group)) }
        try fulfil { $0.durableStep(end, group: group) }
    }

    func waitUntilKept(_ end: SequenceNumber) throws(LogError) {
        try requireOurs()
        try fulfil { $0.keptStep(end) }
        try becomeDurableInTime()
    }

    /// What is only written becomes durable by itself, by the log's thread.
    private func becomeDurableInTime() throws(LogError) {
        let deadline = Deadline.after(milliseconds: options.keptMillisecondsMax)
        if monitor.withLock({ $0.noteKept(deadline: deadline) }) {
            try startWorker()
            monitor.signal(CommitState.Condition.worker)
        }
    }

    /// Suspends; the log's thread leads.
    func awaitDurable(_ end: SequenceNumber) async throws(LogError) {
        if isOurs, isDurable(end) { return }
        let error = await withCheckedContinuation { (continuation: CheckedContinuation<LogError?, Never>) in
            whenDurable(end) { continuation.resume(returning: $0) }
        }
        if let error { throw error }
    }

    /// Tells later, from whatever thread leads the commit, or at once where there is nothing to wait for. The log's thread leads where nobody else
    /// does.
    func whenDurable(_ end: SequenceNumber, _ tell: @escaping @Sendable (LogError?) -> Void) {
        whenSatisfied(CommitState.Waiter(end: end, tell: tell))
    }

    private func whenSatisfied(_ waiter: CommitState.Waiter) {
        let tell = waiter.tell
        do throws(LogError) { try requireOurs() } catch { return tell(error) }
        let (isWaiting, failure) = monitor.withLock { state in
            let isWaiting = state.register(waiter)
            return (isWaiting, isWaiting || state.isSatisfied(waiter) ? nil : state.failure)
        }
        guard isWaiting else { return tell(failure) }
        // Only now: a thread that ends when nobody waits has either seen the waiter, or ended already and is started anew.
        // If none can be started, that has told the waiter.
        try? startWorker()
        monitor.signal(CommitState.Condition.worker)
    }

    func isDurable(_ end: SequenceNumber) -> Bool { monitor.withLock { $0.durable >= end } }

    private func fulfil(_ step: (inout CommitState) -> CommitState.Step<CommitState.Duty>) throws(LogError) {
        while true {
            switch monitor.wait(step) {
            case .none: return
            case .fail(let error): throw error
            case .lead(let commit): perform(commit)
            }
        }
    }

    private func poisoned(by cause: LogError) -> LogError {
        LogError(
            .poisoned, path: cause.path, byteOffset: cause.byteOffset, errno: cause.errno,
            message: "nothing more is written after an earlier failure: \(cause.message)", advice: cause.advice)
    }
}

// Leading a commit.
extension WriterCore {
    /// Writes, and syncs if the commit is a durable one. What comes of it is in the state afterwards.
    private func perform(_ commit: CommitState.Commit) {
        var holdsWriting = true
        var holdsSyncing = commit.holdsSyncing
        do {
            let file = try write(commit)
            holdsWriting = false
            guard commit.isDurable else { return }
            try file?.synchronizeData()
            let (resumed, writesWatermark) = monitor.withLock { $0.didSync(commit) }
            holdsSyncing = false
            finish(resumed, commit)
            guard writesWatermark else { return }
            holdsWriting = true
            try writeWatermark(commit.end)
        } catch {
            fail(error, holdsWriting: holdsWriting, holdsSyncing: holdsSyncing)
        }
    }

    /// Gives the writing role back.
    ///
    /// - Returns: the file that a sync must cover.
    private func write(_ commit: CommitState.Commit) throws(LogError) -> (any LogFile)? {
        var durableEnd = commit.durableEnd
        if appender.isFull || commit.mustSeal {
            try appender.seal(durableEnd: durableEnd)
            durableEnd = appender.end
        }
        if !commit.batches.isEmpty { try appender.write(commit.batches, watermark: durableEnd) }
        let file = appender.file
        let isFull = appender.isFull
        let resumed = monitor.withLock { $0.didWrite(commit, durableEnd: durableEnd, isFull: isFull) }
        finish(resumed, commit.isDurable ? nil : commit)
        return file
    }

    /// Gives the writing role back, which the state gave for this.
    private func writeWatermark(_ end: SequenceNumber) throws(LogError) {
        try appender.writeWatermark(end)
        let isFull = appender.isFull
        monitor.withLock { $0.didWriteWatermark(isFull: isFull) }
        finish([], nil)
        wakeOneLeader()
    }

    /// Tells those who wait to be told, and wakes the threads that a step has satisfied and one that may lead the next.
    private func finish(_ resumed: [CommitState.Waiter], _ commit: CommitState.Commit?) {
        for waiter in resumed { waiter.tell(nil) }
        monitor.broadcast(CommitState.Condition.written)
        guard let commit else { return }
        monitor.broadcast(CommitState.Condition.group(commit.group))
        if commit.isDurable && monitor.withLock({ $0.group }) == commit.group + 1 {
            monitor.signal(CommitState.Condition.group(commit.group + 1))
        } else {
            monitor.broadcast(CommitState.Condition.group(commit.group + 1))
        }
        monitor.signal(CommitState.Condition.worker)
    }

    private func wakeOneLeader() {
        monitor.signal(0)
        monitor.signal(1)
        monitor.signal(CommitState.Condition.worker)
    }

    private func fail(_ error: LogError, holdsWriting: Bool, holdsSyncing: Bool) {
        let error = error.endingWriter
        let waiters = monitor.withLock { $0.didFail(error, holdsWriting: holdsWriting, holdsSyncing: holdsSyncing) }
        hasFailure.store(true, ordering: .releasing)
        for waiter in waiters { waiter.tell(error) }
        for condition in 0..<CommitState.Condition.count { monitor.broadcast(condition) }
    }
}

// For tasks, which must not block the threads that they share.
extension WriterCore {
    /// Suspends while a batch of this many bytes would find no room.
    func awaitRoom(forByteCount byteCount: Int) async throws(LogError) {
        while let end = monitor.withLock({
            $0.endBeforeRoom(forByteCount: byteCount, maximumPendingByteCount: options.maximumPendingByteCount)
        }) {
            try await awaitDurable(end)
        }
    }

    /// Writes on the calling thread, which waits for no sync; suspends while another thread writes or a segment has to be ended.
    func awaitKept(_ end: SequenceNumber) async throws(LogError) {
        try requireOurs()
        switch monitor.withLock({ $0.keptStepOfTask(end) }) {
        case .done(.none): break
        case .done(.fail(let error)): throw error
        case .done(.lead(let commit)): perform(commit)
        case .wait, .waitUntil: break
        }
        let error = await withCheckedContinuation { (continuation: CheckedContinuation<LogError?, Never>) in
            whenSatisfied(CommitState.Waiter(end: end, durability: .kept) { continuation.resume(returning: $0) })
        }
        if let error { throw error }
        try becomeDurableInTime()
    }
}

// The log's thread, and the end.
extension WriterCore {
    /// Ends the segment at work, with everything that was submitted before.
    func seal() throws(LogError) {
        try requireOurs()
        let (end, group) = submitted
        try waitUntilDurable(end, group: group)
        let request = monitor.withLock { $0.requestSeal() }
        try fulfil { $0.sealStep(request) }
    }

    /// Starts the log's thread if it does not run. When that fails, everyone who waits for it is told.
    private func startWorker() throws(LogError) {
        guard monitor.withLock({ $0.claimWorker() }) else { return }
        do throws(LogError) {
            try DetachedThread.start { [self] in runWorker() }
        } catch {
            var error = error
            error.path = directory
            let waiters = monitor.withLock { $0.workerDidNotStart() }
            for waiter in waiters { waiter.tell(error) }
            throw error
        }
    }

    private func runWorker() {
        while let commit = monitor.wait({ $0.workerStep(now: Deadline.now) }) { perform(commit) }
    }

    /// Everything durable, the last watermark, the footer, the lock. A second call waits for the first.
    func close() throws(LogError) {
        try requireOurs()
        guard monitor.withLock({ $0.startClosing() }) else {
            return monitor.wait { $0.isClosed ? .done(()) : .wait(CommitState.Condition.written) }
        }
        let (end, group) = submitted
        // A failure is met again, with the roles in hand, below.
        try? waitUntilDurable(end, group: group)
        var failure = monitor.wait { $0.takeRolesForClosing() }
        if failure == nil {
            do throws(LogError) { try appender.seal(durableEnd: end) } catch { failure = error }
        }
        appender.abandon()
        if let failure { fail(failure, holdsWriting: false, holdsSyncing: false) }
        monitor.withLock { $0.didClose() }
        for condition in 0..<CommitState.Condition.count { monitor.broadcast(condition) }
        if let failure { throw failure.endingWriter }
    }

    /// In a forked child: gives the descriptors back, and touches nothing else.
    func abandonInChild() {
        if !isOurs { appender.abandon() }
    }

    func stop() {
        guard isOurs else { return }
        monitor.withLock { $0.stop() }
        monitor.signal(CommitState.Condition.worker)
    }
}

extension LogError {
    /// As it is told by a writer that writes nothing more because of it.
    fileprivate var endingWriter: LogError {
        guard errno != nil else { return self }
        var error = namingSegment
        error.advice = "then close this log and open it again: everything that was acknowledged is there"
        return error
    }
}
