package import TrackingEvents

extension CommandHandler {
    package func createRun(experiment: ExperimentID, name: String?, userID: String, startTime: Int64, tags: [Tag], by origin: CommandOrigin) throws(CommandError) -> Committed<RunFacts> { fatalError("not written yet") }
    package func updateRun(_ id: RunID, status: RunStatus?, endTime: Int64?, name: String?, by origin: CommandOrigin) throws(CommandError) -> Committed<RunFacts> { fatalError("not written yet") }
    package func deleteRun(_ id: RunID, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func restoreRun(_ id: RunID, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func logData(run: RunID, metrics: MetricColumns, params: [Param], tags: [Tag], by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func removeRunTag(_ id: RunID, key: String, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func editRunTag(run: RunID, key: String, by origin: CommandOrigin, edit: (String?) throws(CommandError) -> String) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func logInputs(run: RunID, datasets: [DatasetInput], models: [LoggedModelID], by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func logOutputs(run: RunID, models: [ModelOutput], by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
}
