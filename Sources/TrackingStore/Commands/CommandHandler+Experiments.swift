package import TrackingEvents

extension CommandHandler {
    package func createExperiment(name: String, artifactLocation: ArtifactLocation?, tags: [Tag], by origin: CommandOrigin) throws(CommandError) -> Committed<ExperimentFacts> { fatalError("not written yet") }
    package func renameExperiment(_ id: ExperimentID, to name: String, by origin: CommandOrigin) throws(CommandError) -> Committed<ExperimentFacts> { fatalError("not written yet") }
    package func deleteExperiment(_ id: ExperimentID, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func restoreExperiment(_ id: ExperimentID, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func tagExperiment(_ id: ExperimentID, tags: [Tag], by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func removeExperimentTag(_ id: ExperimentID, key: String, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
}
