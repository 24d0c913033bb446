import SegmentLog
import Synchronization

/// A durable queue of tasks in a segment log: any number of producers and workers, in one process at a time.
///
/// A task is there once `enqueue` has returned, whatever happens then, until `finish` has returned. Between `take` and `finish` it is leased: a
/// worker that gives up calls `release`; when the process dies, every lease goes with it, and the next process hands the task out again. So a task
/// is delivered at least once, and a worker's effects have to bear that.
final class WorkQueue: Sendable {
    struct Task {
        /// The place of its record in the log: unique for ever.
        let id: UInt64
        let payload: [UInt8]
    }

    /// What a record says, in the one byte of its head. A finished task's record has the task's number for a body.
    private enum Kind { static let (task, finished): (UInt8, UInt8) = (1, 2) }

    private struct State {
        /// Tasks that nobody has taken, by age.
        var waiting: [Task] = []
        var leased: [UInt64: Task] = [:]
    }

    private let log: LogWriter
    private let state: Mutex<State>

    /// Opens the queue, or starts one: recovers its log after a crash, and reads it once.
    init(directory: String) throws(LogError) {
        var generator = SystemRandomNumberGenerator()
        log = try LogWriter.open(in: directory, identity: .random(.random(using: &generator)))
        var unfinished: [UInt64: Task] = [:]
        if log.nextSequenceNumber > .zero {
            try LogReader(directory: directory).visit(from: .zero, trustedEnd: log.durableEnd) { record in
                let body = (0..<record.body.count).map { record.body[$0] }
                if record.head[0] == Kind.task {
                    unfinished[record.sequence.rawValue] = Task(id: record.sequence.rawValue, payload: body)
                } else {
                    unfinished[Self.number(body)] = nil
                }
                return .continue
            }
        }
        state = Mutex(State(waiting: unfinished.values.sorted { $0.id < $1.id }))
    }

    /// Returns once the task is durable. Producers that wait at the same time share one sync.
    func enqueue(_ payload: [UInt8]) async throws(LogError) -> UInt64 {
        let id = try await log.append(LogRecord(head: [Kind.task], body: payload)).sequence.rawValue
        state.withLock { $0.waiting.append(Task(id: id, payload: payload)) }
        return id
    }

    /// Leases the task that has waited longest; nil when none waits.
    func take() -> Task? {
        state.withLock { state in
            guard !state.waiting.isEmpty else { return nil }
            let task = state.waiting.removeFirst()
            state.leased[task.id] = task
            return task
        }
    }

    /// Ends the task: once this has returned, nobody gets it again.
    func finish(_ task: Task) async throws(LogError) {
        try await log.append(LogRecord(head: [Kind.finished], body: Self.bytes(task.id)))
        _ = state.withLock { $0.leased.removeValue(forKey: task.id) }
    }

    /// Gives a task back that could not be done: it is handed out again, first.
    func release(_ task: Task) {
        state.withLock { state in
            if state.leased.removeValue(forKey: task.id) != nil { state.waiting.insert(task, at: 0) }
        }
    }

    /// How many tasks are not finished.
    var count: Int { state.withLock { $0.waiting.count + $0.leased.count } }

    func close() throws(LogError) { try log.close() }

    private static func bytes(_ number: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    private static func number(_ bytes: [UInt8]) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}
