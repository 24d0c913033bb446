package import TrackingEvents

extension CommandHandler {
    package func createLoggedModel(experiment: ExperimentID, name: String?, modelType: String?, sourceRun: RunID?, params: [Param], tags: [Tag], by origin: CommandOrigin) throws(CommandError) -> Committed<LoggedModelFacts> { fatalError("not written yet") }
    package func setLoggedModelStatus(_ id: LoggedModelID, status: LoggedModelStatus, message: String?, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func tagLoggedModel(_ id: LoggedModelID, tags: [Tag], by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func removeLoggedModelTag(_ id: LoggedModelID, key: String, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func editLoggedModelTag(model: LoggedModelID, key: String, by origin: CommandOrigin, edit: (String?) throws(CommandError) -> String) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func addLoggedModelParams(_ id: LoggedModelID, params: [Param], by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func deleteLoggedModel(_ id: LoggedModelID, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func restoreLoggedModel(_ id: LoggedModelID, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
}
