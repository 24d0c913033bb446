package import LogPositions
package import TrackingEvents

extension TrackingViews {
    /// Brings the views up to what `source` has now.
    ///
    /// - Parameter ends: fold no further than this; nil: everything.
    /// - Returns: how much of each log is folded.
    @discardableResult
    package func fold(
        from source: any EventSource, ends: [LogID: UInt64]? = nil, progress: ((FoldProgress) -> Void)? = nil
    ) throws -> [LogID: UInt64] { fatalError() }
    /// Forgets everything and folds again from the first event on.
    package func rebuild(from source: any EventSource, progress: ((FoldProgress) -> Void)? = nil) throws { fatalError() }
    /// How much of each log is folded.
    package var foldedEnds: [LogID: UInt64] { get throws { fatalError() } }

    package func experimentDocument(_ id: ExperimentID) throws -> ExperimentDocument? { fatalError() }
    package func experimentDocument(named name: String) throws -> ExperimentDocument? { fatalError() }
    /// The documents of `ids`, in that order; unknown ones are left out.
    package func runDocuments(_ ids: [RunID]) throws -> [RunDocument] { fatalError() }
    package func runDocument(_ id: RunID) throws -> RunDocument? { fatalError() }
    package func loggedModelDocument(_ id: LoggedModelID, includingDeleted: Bool = false) throws -> LoggedModelDocument? { fatalError() }
    package func registeredModelDocument(named name: String) throws -> RegisteredModelDocument? { fatalError() }
    package func versionDocument(ofModelNamed name: String, number: UInt32) throws -> ModelVersionDocument? { fatalError() }
    package func versionDocument(ofModelNamed name: String, alias: String) throws -> ModelVersionDocument? { fatalError() }
    /// For each of `stages` (nil: all) the version with the highest number in it, by ascending number; nil when there is no such model.
    package func latestVersions(ofModelNamed name: String, stages: [ModelStage]?) throws -> [ModelVersionDocument]? { fatalError() }
    /// The points of a metric in the order of timestamp, step, value.
    package func metricHistory(run: RunID, key: String, limit: Int? = nil, offset: Int = 0) throws -> SearchPage<LoggedMetric> { fatalError() }
    /// One level below `path` (empty: the root of the tree), by ascending name; empty for a file and for what is not there.
    package func listArtifacts(below path: String) throws -> [ArtifactEntry] { fatalError() }

    package func searchExperiments(_ search: ExperimentSearch) throws -> SearchPage<ExperimentDocument> { fatalError() }
    package func searchRuns(_ search: RunSearch) throws -> SearchPage<RunDocument> { fatalError() }
    package func searchRegisteredModels(_ search: RegisteredModelSearch) throws -> SearchPage<RegisteredModelDocument> { fatalError() }
    package func searchVersions(_ search: VersionSearch) throws -> SearchPage<ModelVersionDocument> { fatalError() }
    package func searchLoggedModels(_ search: LoggedModelSearch) throws -> SearchPage<LoggedModelDocument> { fatalError() }
}

extension TrackingViews: EntityIndex {
    package func positions(of entity: EntityID) throws -> [Position] { fatalError() }
}

extension TrackingViews: KnownFacts {
    package func experiment(_ id: ExperimentID) throws -> ExperimentFacts? { fatalError() }
    package func experiment(named name: String) throws -> ExperimentFacts? { fatalError() }
    package func run(_ id: RunID) throws -> RunFacts? { fatalError() }
    package func params(of run: RunID, among keys: [String]) throws -> [String: String] { fatalError() }
    package func tags(of run: RunID, among keys: [String]) throws -> [String: String] { fatalError() }
    package func tags(of experiment: ExperimentID, among keys: [String]) throws -> [String: String] { fatalError() }
    package func tagCount(of experiment: ExperimentID, keyPrefix prefix: String) throws -> Int { fatalError() }
    package func loggedModel(_ id: LoggedModelID) throws -> LoggedModelFacts? { fatalError() }
    package func params(of model: LoggedModelID, among keys: [String]) throws -> [String: String] { fatalError() }
    package func tags(of model: LoggedModelID, among keys: [String]) throws -> [String: String] { fatalError() }
    package func registeredModel(named name: String) throws -> RegisteredModelFacts? { fatalError() }
    package func isKnown(_ id: RegisteredModelID) throws -> Bool { fatalError() }
    package func version(of model: RegisteredModelID, number: UInt32) throws -> ModelVersionFacts? { fatalError() }
    package func versions(of model: RegisteredModelID, in stage: ModelStage) throws -> [ModelVersionFacts] { fatalError() }
    package func latestVersion(of model: RegisteredModelID) throws -> ModelVersionFacts? { fatalError() }
    package func version(of model: RegisteredModelID, alias: String) throws -> ModelVersionFacts? { fatalError() }
    package func artifact(at path: String) throws -> BlobReference? { fatalError() }
    package func hasArtifacts(below path: String) throws -> Bool { fatalError() }
    package func event(ofRequest request: RequestID) throws -> Event? { fatalError() }
}
