import TrackingEvents
import TrackingViews

/// What the pages ask of the views: a seam, so that pages are tested with documents that no client would write.
protocol PageViews: Sendable {
    func experimentDocument(_ id: ExperimentID) throws -> ExperimentDocument?
    func runDocument(_ id: RunID) throws -> RunDocument?
    func loggedModelDocument(_ id: LoggedModelID, includingDeleted: Bool) throws -> LoggedModelDocument?
    func registeredModelDocument(named name: String) throws -> RegisteredModelDocument?
    func versionDocument(ofModelNamed name: String, number: UInt32) throws -> ModelVersionDocument?
    func metricHistory(run: RunID, key: String, limit: Int?, offset: Int) throws -> SearchPage<LoggedMetric>
    func listArtifacts(below path: String) throws -> [ArtifactEntry]
    func searchExperiments(_ search: ExperimentSearch) throws -> SearchPage<ExperimentDocument>
    func searchRuns(_ search: RunSearch) throws -> SearchPage<RunDocument>
    func searchRegisteredModels(_ search: RegisteredModelSearch) throws -> SearchPage<RegisteredModelDocument>
    func searchVersions(_ search: VersionSearch) throws -> SearchPage<ModelVersionDocument>
    /// How many active runs each experiment has; counting stops at `limit`.
    func runCounts(of experiments: [ExperimentID], atMost limit: Int) throws -> [ExperimentID: Int]
}

extension TrackingViews: PageViews {}
