/// A file of the artifact tree, or everything below a directory of it, was deleted.
package struct ArtifactDeleted: Hashable, Sendable {
    package var path: String
    package var owner: EntityID?

    package init(path: String, owner: EntityID? = nil) {
        self.path = path
        self.owner = owner
    }
}
