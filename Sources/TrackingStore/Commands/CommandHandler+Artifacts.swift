package import TrackingEvents

extension CommandHandler {
    package func recordArtifact(path: String, blob: BlobReference, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
    package func deleteArtifact(path: String, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> { fatalError("not written yet") }
}
