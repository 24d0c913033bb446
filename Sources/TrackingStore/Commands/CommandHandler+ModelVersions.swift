package import TrackingEvents

extension CommandHandler {
    package func createVersion(of name: String, source: ArtifactLocation, storage: ArtifactLocation?, run: RunID?, loggedModel: LoggedModelID?, runLink: String, description: String, tags: [Tag], by origin: CommandOrigin) throws(CommandError) -> Committed<ModelVersionFacts> { fatalError("not written yet") }
    package func describeVersion(of name: String, number: UInt32, description: String?, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func transitionStage(of name: String, number: UInt32, to stage: ModelStage, archivingExisting: Bool, by origin: CommandOrigin) throws(CommandError) -> Committed<ModelVersionFacts> { fatalError("not written yet") }
    package func tagVersion(of name: String, number: UInt32, tags: [Tag], by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func removeVersionTag(of name: String, number: UInt32, key: String, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func deleteVersion(of name: String, number: UInt32, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
}
