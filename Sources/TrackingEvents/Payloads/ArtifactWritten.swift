/// A file of the artifact tree got these bytes; the blob was durable before this event was.
package struct ArtifactWritten: Hashable, Sendable {
    package var path: String
    package var owner: EntityID?
    package var blob: BlobReference

    package init(path: String, owner: EntityID? = nil, blob: BlobReference) {
        self.path = path
        self.owner = owner
        self.blob = blob
    }
}
