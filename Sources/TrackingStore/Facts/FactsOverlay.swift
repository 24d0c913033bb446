import LogPositions
import TrackingEvents

/// What this process has submitted and the views do not know yet, as the facts that follow from it.
struct FactsOverlay: Sendable {
    /// A key of an entity: a param, a tag, an alias.
    struct KeyOf<Entity: Hashable & Sendable>: Hashable, Sendable {
        var entity: Entity
        var key: String
    }

    struct VersionKey: Hashable, Sendable {
        var model: RegisteredModelID
        var number: UInt32
    }

    var experiments = OverlayTable<ExperimentID, ExperimentFacts>()
    /// Who has the name now; nil where a rename has freed it.
    var experimentNames = OverlayTable<String, ExperimentID?>()
    /// Changes of an experiment's stage: they cascade to its runs.
    var experimentStages = OverlayTable<ExperimentID, LifecycleStage>()
    var experimentTags = OverlayTable<KeyOf<ExperimentID>, String?>()

    /// Without the stage, which has a table of its own.
    var runs = OverlayTable<RunID, RunFacts>()
    var runStages = OverlayTable<RunID, LifecycleStage>()
    var runParams = OverlayTable<KeyOf<RunID>, String>()
    var runTags = OverlayTable<KeyOf<RunID>, String?>()

    var loggedModels = OverlayTable<LoggedModelID, LoggedModelFacts>()
    var loggedModelParams = OverlayTable<KeyOf<LoggedModelID>, String>()
    var loggedModelTags = OverlayTable<KeyOf<LoggedModelID>, String?>()

    /// Nil where it was deleted, here and below.
    var registeredModels = OverlayTable<RegisteredModelID, RegisteredModelFacts?>()
    var registeredNames = OverlayTable<String, RegisteredModelID?>()
    var versions = OverlayTable<VersionKey, ModelVersionFacts?>()
    var aliases = OverlayTable<KeyOf<RegisteredModelID>, ModelVersionID?>()

    var artifacts = OverlayTable<String, BlobReference>()
    /// Directories below which a file was written.
    var artifactDirectories = OverlayTable<String, Bool>()
    /// Files and whole directories that were deleted.
    var artifactDeletions = OverlayTable<String, Bool>()

    mutating func forget(before ends: [LogID: UInt64]) {
        experiments.forget(before: ends)
        experimentNames.forget(before: ends)
        experimentStages.forget(before: ends)
        experimentTags.forget(before: ends)
        runs.forget(before: ends)
        runStages.forget(before: ends)
        runParams.forget(before: ends)
        runTags.forget(before: ends)
        loggedModels.forget(before: ends)
        loggedModelParams.forget(before: ends)
        loggedModelTags.forget(before: ends)
        registeredModels.forget(before: ends)
        registeredNames.forget(before: ends)
        versions.forget(before: ends)
        aliases.forget(before: ends)
        artifacts.forget(before: ends)
        artifactDirectories.forget(before: ends)
        artifactDeletions.forget(before: ends)
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
    func stageChange(of run: RunID, in experiment: ExperimentID) -> OverlayTable<RunID, LifecycleStage>.Entry? {
        let own = runStages[run]
        guard let cascaded = experimentStages[experiment] else { return own }
        if let own, cascaded.made.position < own.made.position { return own }
        return .init(value: cascaded.value, made: cascaded.made)
    }

    /// The newest deletion of `path` or of a directory above it.
    func artifactDeletion(covering path: String) -> Commitment? {
        ArtifactPath.andAncestors(of: path).compactMap { artifactDeletions[$0]?.made }.max { $0.position < $1.position }
    }
}
