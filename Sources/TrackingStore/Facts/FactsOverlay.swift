import LogPositions
import TrackingEvents

/// What this process has submitted and the views do not know yet, as the facts that follow from it.
///
/// As large as the views are behind; who submits while it ``isFull`` brings the views up first.
struct FactsOverlay: Sendable {
    /// Records whose facts are kept at the most, and their bytes, as encoded; a writer that finds more of them waits for the views.
    static let recordCountMax = 32_768
    static let byteCountMax = 16 << 20

    /// A key of an entity: a tag, an alias.
    struct KeyOf<Entity: Hashable & Sendable>: Hashable, Sendable {
        var entity: Entity
        var key: ExactText

        init(entity: Entity, key: String) {
            self.entity = entity
            self.key = ExactText(key)
        }
    }

    struct VersionKey: Hashable, Sendable {
        var model: RegisteredModelID
        var number: UInt32
    }

    /// The sizes of the records that made what is below.
    ///
    /// By log: a log that cannot be folded must not keep the others' in the books.
    private var weights: [LogID: FoldQueue<Int>] = [:]
    private var recordCount = 0
    private var byteCount = 0

    var experiments = OverlayTable<ExperimentID, ExperimentFacts>()
    /// Who has the name now; nil where a rename has freed it.
    var experimentNames = OverlayTable<ExactText, ExperimentID?>()
    /// Changes of an experiment's stage: they cascade to its runs.
    var experimentStages = OverlayTable<ExperimentID, LifecycleStage>()
    var experimentTags = OverlayTable<KeyOf<ExperimentID>, String?>()

    var runs = EntitiesInFlight<RunID, RunFacts>()
    var loggedModels = EntitiesInFlight<LoggedModelID, LoggedModelFacts>()

    /// Nil where it was deleted, here and below.
    var registeredModels = OverlayTable<RegisteredModelID, RegisteredModelFacts?>()
    /// Whatever is noted of a model is noted under its name too.
    var registeredNames = OverlayTable<ExactText, RegisteredModelID?>()
    var versions = OverlayTable<VersionKey, ModelVersionFacts?>()
    var aliases = OverlayTable<KeyOf<RegisteredModelID>, ModelVersionID?>()

    var artifacts = OverlayTable<ExactText, BlobReference>()
    /// Directories below which a file was written.
    var artifactDirectories = OverlayTable<ExactText, Bool>()
    /// Files and whole directories that were deleted.
    var artifactDeletions = OverlayTable<ExactText, Bool>()

    /// Whether the views are so far behind that nothing more may be submitted.
    var isFull: Bool { recordCount >= Self.recordCountMax || byteCount >= Self.byteCountMax }

    /// Counts a record whose facts are noted.
    mutating func weigh(_ made: Commitment) {
        weights[made.position.log, default: FoldQueue()].append(made.byteCount, at: made.position)
        recordCount += 1
        byteCount += made.byteCount
    }

    /// Forgets what lies before `ends`.
    ///
    /// - Returns: of what the views know more now than they did.
    mutating func forget(before ends: [LogID: UInt64]) -> Forgotten {
        for log in weights.keys {
            while let (weight, _) = weights[log]?.next(before: ends) {
                recordCount -= 1
                byteCount -= weight
            }
        }
        var forgotten = Forgotten()
        runs.forget(before: ends) { forgotten.runs.append($0) }
        forgotten.experiments = experiments.forget(before: ends)
        forgotten.hasCascades = !experimentStages.forget(before: ends).isEmpty
        experimentNames.forget(before: ends)
        experimentTags.forget(before: ends)
        loggedModels.forget(before: ends)
        registeredModels.forget(before: ends)
        registeredNames.forget(before: ends)
        versions.forget(before: ends)
        aliases.forget(before: ends)
        artifacts.forget(before: ends)
        artifactDirectories.forget(before: ends)
        artifactDeletions.forget(before: ends)
        return forgotten
    }

    struct Forgotten {
        var runs: [ExactText] = []
        var experiments: [ExperimentID] = []
        /// Whether the stages of other runs may have changed with their experiments'.
        var hasCascades = false

        var isEmpty: Bool { runs.isEmpty && experiments.isEmpty && !hasCascades }
    }

    /// Forgets everything about registered models.
    mutating func forgetRegistry() {
        registeredModels = .init()
        registeredNames = .init()
        versions = .init()
        aliases = .init()
    }
}

extension FactsOverlay {
    /// The change of stage that counts for a run: its own or its experiment's, whichever came later.
    func stageChange(of run: RunID, in experiment: ExperimentID) -> InFlight<LifecycleStage>? {
        let own = runs[run]?.stage
        guard let cascaded = experimentStages[experiment] else { return own }
        if let own, cascaded.made.position < own.made.position { return own }
        return cascaded
    }

    /// The run's facts, with the stage that it has now.
    func staged(_ run: RunFacts) -> RunFacts {
        guard let change = stageChange(of: run.id, in: run.experiment) else { return run }
        var run = run
        run.stage = change.value
        return run
    }

    /// The newest deletion of `path` or of a directory above it.
    func artifactDeletion(covering path: String) -> Commitment? {
        ArtifactPath.andAncestors(of: path).compactMap { artifactDeletions[ExactText($0)]?.made }.max { $0.position < $1.position }
    }
}
