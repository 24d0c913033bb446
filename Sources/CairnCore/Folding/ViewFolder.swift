import LogPositions
import Logging
import Synchronization
import TrackingStore
import TrackingViews

/// Brings the views up to the logs, on whatever thread needs it: one at a time, each pass taking in all that is there.
///
/// Readers that are ahead of the folding thread do not wait for it to wake up, they make the pass themselves; those that come
/// meanwhile find their events folded when it is their turn.
final class ViewFolder: Sendable {
    private struct State {
        var folded: [LogID: UInt64] = [:]
        /// Whether a pass over everything has ended: until then the views may lack what earlier processes acknowledged.
        var hasCaughtUp = false
        var listener: (@Sendable ([LogID: UInt64]) -> Void)?
        var lastComplaint: String?
    }

    private let directory: StoreDirectory
    private let views: TrackingViews
    private let logger: Logger
    /// Held for the length of a pass.
    private let turn = Mutex(())
    private let state = Mutex(State())
    private let wasRead = Atomic(false)

    init(directory: StoreDirectory, views: TrackingViews, logger: Logger) {
        self.directory = directory
        self.views = views
        self.logger = logger
    }

    /// Sets who is told what has been folded, after each pass; nil ends it.
    func onFold(_ listener: (@Sendable ([LogID: UInt64]) -> Void)?) {
        state.withLock { $0.listener = listener }
    }

    /// For a reader: returns when it sees every write that this process acknowledged.
    func waitUntilReadable() throws {
        wasRead.store(true, ordering: .relaxed)
        try fold(upTo: directory.acknowledged)
    }

    /// Whether a reader came since the last call.
    func takeReaders() -> Bool { wasRead.exchange(false, ordering: .relaxed) }

    /// Returns when everything before `goal` is folded, and all that was in the store when it was opened.
    func fold(upTo goal: [LogID: UInt64]) throws {
        if covers(goal) { return }
        try turn.withLock { _ in
            if covers(goal) { return }
            try pass(to: hasCaughtUp ? goal : nil, progress: nil)
        }
    }

    /// Folds everything that is durable in the store now, other processes' events included.
    func foldAll(progress: ((FoldProgress) -> Void)? = nil) throws {
        try turn.withLock { _ in try pass(to: nil, progress: progress) }
    }

    /// Makes the views afresh from the logs.
    func rebuild(progress: ((FoldProgress) -> Void)?) throws {
        try turn.withLock { _ in
            // Another process's registry commands must not rest on views that are half empty.
            if directory.access == .readWrite {
                try directory.invalidatingRegistry { try views.empty() }
            } else {
                try views.empty()
            }
            try views.fold(from: directory, progress: progress)
            took(in: try views.foldedEnds, isEverything: true)
        }
    }

    /// A pass of the folding thread: a failure is logged once, until there is another or none.
    func foldQuietly(looksAtOthers: Bool) {
        do {
            if looksAtOthers { try foldAll() } else { try fold(upTo: directory.acknowledged) }
            state.withLock { $0.lastComplaint = nil }
        } catch {
            let complaint = "\(error)"
            let isNew = state.withLock { state in
                defer { state.lastComplaint = complaint }
                return state.lastComplaint != complaint
            }
            if isNew { logger.error("the views cannot follow the logs", metadata: ["error": "\(complaint)"]) }
        }
    }

    private var hasCaughtUp: Bool { state.withLock { $0.hasCaughtUp } }

    private func covers(_ goal: [LogID: UInt64]) -> Bool {
        state.withLock { state in
            state.hasCaughtUp && goal.allSatisfy { state.folded[$0.key, default: 0] >= $0.value }
        }
    }

    private func pass(to goal: [LogID: UInt64]?, progress: ((FoldProgress) -> Void)?) throws {
        let ends = try views.fold(from: directory, ends: goal, progress: progress)
        took(in: ends, isEverything: goal == nil)
    }

    private func took(in ends: [LogID: UInt64], isEverything: Bool) {
        let listener = state.withLock { state in
            state.folded.merge(ends) { max($0, $1) }
            state.hasCaughtUp = state.hasCaughtUp || isEverything
            return state.listener
        }
        directory.observe(ends)
        listener?(ends)
    }
}
