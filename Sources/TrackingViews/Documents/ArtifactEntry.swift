/// One line of a directory listing of the artifact tree.
package struct ArtifactEntry: Hashable, Sendable {
    /// The last component of its path.
    package var name: String
    package var isDirectory: Bool
    /// nil for directories.
    package var byteCount: UInt64?

    package init(name: String, isDirectory: Bool, byteCount: UInt64?) {
        self.name = name
        self.isDirectory = isDirectory
        self.byteCount = byteCount
    }
}
