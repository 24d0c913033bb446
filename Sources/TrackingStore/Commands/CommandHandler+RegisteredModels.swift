package import TrackingEvents

extension CommandHandler {
    package func createRegisteredModel(name: String, description: String?, tags: [Tag], by origin: CommandOrigin) throws(CommandError) -> Committed<RegisteredModelFacts> { fatalError("not written yet") }
    package func renameRegisteredModel(named name: String, to newName: String, by origin: CommandOrigin) throws(CommandError) -> Committed<RegisteredModelFacts> { fatalError("not written yet") }
    package func describeRegisteredModel(named name: String, description: String?, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func deleteRegisteredModel(named name: String, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func tagRegisteredModel(named name: String, tags: [Tag], by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func removeRegisteredModelTag(named name: String, key: String, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func setAlias(model name: String, alias: String, number: UInt32, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func removeAlias(model name: String, alias: String, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
}
