import ByteCoding
package import LogPositions
import SegmentLog
import Synchronization
package import TrackingEvents

/// Turns commands into events under the store's rules: the only way to change a store.
///
/// Each command decides by the facts that the views know, under what this process has in flight. Commands that could contradict each other
/// are serialised: those on one run, one logged model, one directory of artifacts; those on experiments; those on the registry, across
/// processes too. A batch of metrics alone waits for nobody. A command returns once its event has its place in the log, before it is
/// durable; nobody may be told before the ticket says so. A command that throws has changed nothing.
///
/// Commands are cheap and seldom wait: for the views when those are far behind (``isFarAheadOfFacts``), and on the registry for the turn of
/// another process.
///
/// The rules: section 7 of the design, and sections 2.3 to 2.9 of the surface that clients see.
package final class CommandHandler: Sendable {
    package let store: StoreDirectory
    let facts: any KnownFacts
    let catchUp: (@Sendable () throws -> Void)?
    let prepareFacts: (@Sendable () throws -> Void)?

    private let relieve: (@Sendable () throws -> Void)?
    private let remembers: Bool

    private let deciding: Mutex<ForkBound<DecidingFacts>>
    private let requests = Mutex(ForkBound(RecentRequests()))

    private let gate = CommandGate()
    /// Whether `prepareFacts` has returned once.
    let isPrepared: Atomic<Bool>
    /// Whether a full disk has ended a log that is not left yet.
    private let isTroubled = Atomic(false)
    let experimentLock = CommandLock()
    let registryLock = CommandLock()
    private let registry: Mutex<ForkBound<RegistryAccess>>
    let runLocks = CommandLocks()
    let loggedModelLocks = CommandLocks()
    let artifactLocks = CommandLocks()
    private let requestLocks = CommandLocks()

    /// - Parameters:
    ///   - catchUp: makes `facts` know everything that is durable in the store now, other processes' events included; called
    ///     while the registry's lock is held, before a registry command is decided. Nil where no other process writes the registry.
    ///   - prepareFacts: returns when `facts` know everything that was durable when the store was opened; called before they are asked.
    ///     Nil where they know it from the start.
    ///   - relieve: makes `facts` know what this process has made durable, and says so through ``didFold(_:)``; called by a command that finds
    ///     too much in flight. Nil where nothing bounds that.
    ///   - remembers: whether answers of `facts` are kept. Only where ``didFold(_:)`` is soon told of what other processes changed.
    package init(
        store: StoreDirectory, facts: any KnownFacts, catchUp: (@Sendable () throws -> Void)? = nil,
        prepareFacts: (@Sendable () throws -> Void)? = nil, relieve: (@Sendable () throws -> Void)? = nil, remembers: Bool = false
    ) {
        self.store = store
        self.facts = facts
        self.catchUp = catchUp
        self.prepareFacts = prepareFacts
        isPrepared = Atomic(prepareFacts == nil)
        self.relieve = relieve
        self.remembers = remembers
        deciding = Mutex(ForkBound(DecidingFacts(remembers: remembers)))
        registry = Mutex(ForkBound(RegistryAccess(store.context)))
    }

    /// Forgets what `facts` has folded up to these ends: of what is in flight only what is still missing there is kept.
    package func didFold(_ ends: [LogID: UInt64]) {
        let own = store.ownLogs
        deciding.withLock { state in
            state.renewAfterFork { DecidingFacts(remembers: remembers) }
            state.value.didFold(ends, isOwn: own.contains)
        }
    }

    /// Whether the next command that leads to a record has to fold first, which takes a while: see `FactsOverlay` for the bounds.
    package var isFarAheadOfFacts: Bool { withFacts { $0.overlay.isFull } }

    /// Whether the next command may have to wait for more than a look at a few rows: the facts do not know yet what was there when the store was
    /// opened, or are far behind, or a full disk has ended a log. A thread that serves others must not take it then.
    package var mayWait: Bool { !isPrepared.load(ordering: .relaxed) || isTroubled.load(ordering: .relaxed) || isFarAheadOfFacts }
}

extension CommandHandler {
    /// Looks something up, or changes it, in what commands decide by.
    func withFacts<Answer: Sendable>(_ body: (inout DecidingFacts) -> Answer) -> Answer {
        deciding.withLock { state in
            state.renewAfterFork { DecidingFacts(remembers: remembers) }
            return body(&state.value)
        }
    }

    /// Looks something up among what is in flight.
    func inFlight<Answer: Sendable>(_ question: (FactsOverlay) -> Answer) -> Answer { withFacts { question($0.overlay) } }

    /// Notes facts that follow from the record that was `made`.
    func note(_ made: Commitment, _ change: (inout FactsOverlay) -> Void) {
        withFacts { facts in
            facts.overlay.weigh(made)
            change(&facts.overlay)
        }
    }

    var registryAccess: RegistryAccess {
        registry.withLock { state in
            state.renewAfterFork { RegistryAccess(store.context) }
            return state.value
        }
    }

    /// Submits one event. Waits for the views, by bringing them up itself, where too much is in flight.
    func submit(_ payload: EventPayload, by origin: CommandOrigin) throws(CommandError) -> Commitment {
        try waitForFacts()
        return try store.submit(payload, by: origin)
    }

    func waitForFacts() throws(CommandError) {
        guard let relieve, isFarAheadOfFacts else { return }
        do { try relieve() } catch { throw .factsUnavailable("\(error)") }
    }

    /// What a command returns whose truth was established before: the ticket of the record that did, while that is in flight.
    func established<Value: Sendable>(_ value: Value, by made: Commitment?) -> Committed<Value> {
        Committed(
            value: value, position: made?.position, wallClockMilliseconds: made?.wallClockMilliseconds, ticket: made?.ticket)
    }

    func committed<Value: Sendable>(_ value: Value, by made: Commitment) -> Committed<Value> {
        established(value, by: made)
    }

    /// Runs a command once for each request ID that its client gave: a repetition gets the first answer.
    ///
    /// - Parameters:
    ///   - type: the event that the command leads to. The same ID on another kind of command is another request.
    ///   - replay: the answer, made from the event that the first request led to; nil when that was about something else.
    func once<Value: Sendable>(
        _ origin: CommandOrigin, _ type: EventType, replay: (Event) throws(CommandError) -> Value?,
        _ decide: () throws(CommandError) -> Committed<Value>
    ) throws(CommandError) -> Committed<Value> {
        do throws(CommandError) {
            let committed = try gate.passing { () throws(CommandError) in try attempt(origin, type, replay: replay, decide) }
            // It may rest on a record that will never be acknowledged.
            guard committed.ticket?.hasFailed ?? false, store.hasFullLogs else { return committed }
        } catch {
            guard store.hasFullLogs else { throw error }
        }
        try leaveFullLogs()
        return try gate.passing { () throws(CommandError) in try attempt(origin, type, replay: replay, decide) }
    }

    /// The same for a command without a value.
    func once(
        _ origin: CommandOrigin, _ type: EventType, _ decide: () throws(CommandError) -> Committed<Void>
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, type, replay: { (_: Event) throws(CommandError) -> Void? in () }, decide)
    }

    private func attempt<Value: Sendable>(
        _ origin: CommandOrigin, _ type: EventType, replay: (Event) throws(CommandError) -> Value?,
        _ decide: () throws(CommandError) -> Committed<Value>
    ) throws(CommandError) -> Committed<Value> {
        guard let request = origin.requestID else { return try decide() }
        return try requestLocks.holding(request) { () throws(CommandError) -> Committed<Value> in
            let key = RecentRequests.Key(request: request, type: type)
            if let earlier = answer(to: key) as? Committed<Value> { return earlier }
            if let event = try ask({ try $0.event(ofRequest: request) }), event.head.type == type,
                let value = try replay(event)
            {
                return Committed(
                    value: value, position: event.position, wallClockMilliseconds: event.head.wallClockMilliseconds)
            }
            let outcome = try decide()
            remember(outcome, for: key)
            return outcome
        }
    }

    /// Leaves logs that a full disk has ended for new ones, once there is room. What they held unacknowledged is either an event now, which the
    /// facts know before the next command is decided, or has never been.
    private func leaveFullLogs() throws(CommandError) {
        isTroubled.store(true, ordering: .relaxed)
        try gate.alone { () throws(CommandError) in
            defer { isTroubled.store(store.hasFullLogs, ordering: .relaxed) }
            guard try store.leaveFullLogs() else { return }
            if let catchUp {
                do { try catchUp() } catch { throw .factsUnavailable("\(error)") }
            }
            deciding.withLock { $0.value = DecidingFacts(remembers: remembers) }
            requests.withLock { $0.value = RecentRequests() }
            store.startAfresh()
        }
    }

    private func answer(to key: RecentRequests.Key) -> (any Sendable)? {
        requests.withLock { state in
            state.renewAfterFork { RecentRequests() }
            return state.value[key]
        }
    }

    private func remember(_ answer: any Sendable, for key: RecentRequests.Key) {
        requests.withLock { $0.value.remember(answer, for: key) }
    }
}
