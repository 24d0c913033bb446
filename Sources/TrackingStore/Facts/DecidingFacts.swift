import LogPositions
import TrackingEvents

/// What commands decide by, besides the views themselves: what is in flight, and what the views said lately.
///
/// A remembered answer holds until a record is folded that could change it: one of this process's own about the same run or experiment
/// (`forget` names them), or any of another process's log. Whoever asks the views notes ``generation`` first and remembers the answer only if
/// that has not changed since; so no answer that a change has overtaken stays. What another process changed is seen when this process's fold
/// next looks at all logs, as without remembering.
struct DecidingFacts: Sendable {
    static let rememberedRunCountMax = 16_384
    static let rememberedExperimentCountMax = 1_024

    var overlay = FactsOverlay()
    private(set) var runs = FactsCache<ExactText, RunFacts>(capacity: rememberedRunCountMax)
    private(set) var experiments = FactsCache<ExperimentID, ExperimentFacts>(capacity: rememberedExperimentCountMax)
    /// Rises whenever something that was or could have been remembered is forgotten.
    private(set) var generation: UInt64 = 0
    private let remembers: Bool
    private var foreignEnds: [LogID: UInt64] = [:]

    /// - Parameter remembers: false where no fold looks at other processes' logs.
    init(remembers: Bool) { self.remembers = remembers }

    /// Takes note of what the views have folded.
    mutating func didFold(_ ends: [LogID: UInt64], isOwn: (LogID) -> Bool) {
        let forgotten = overlay.forget(before: ends)
        var learnsFromOthers = false
        for (log, end) in ends where foreignEnds[log] ?? 0 < end && !isOwn(log) {
            foreignEnds[log] = end
            learnsFromOthers = true
        }
        guard learnsFromOthers || !forgotten.isEmpty else { return }
        generation += 1
        if learnsFromOthers { experiments.removeAll() }
        if learnsFromOthers || forgotten.hasCascades {
            runs.removeAll()
        } else {
            for run in forgotten.runs { runs.remove(run) }
        }
        for experiment in forgotten.experiments { experiments.remove(experiment) }
    }

    mutating func rememberedRun(_ id: RunID) -> RunFacts? { runs.value(of: ExactText(id.rawValue)) }

    mutating func rememberedExperiment(_ id: ExperimentID) -> ExperimentFacts? { experiments.value(of: id) }

    mutating func remember(_ facts: RunFacts, since generation: UInt64) {
        if remembers, generation == self.generation { runs.insert(facts, for: ExactText(facts.id.rawValue)) }
    }

    mutating func remember(_ facts: ExperimentFacts, since generation: UInt64) {
        if remembers, generation == self.generation { experiments.insert(facts, for: facts.id) }
    }
}
