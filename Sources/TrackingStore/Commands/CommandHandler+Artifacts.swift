package import TrackingEvents

/// The artifact tree: files, and the directories that they imply. A path is a file or a directory, never both.
extension CommandHandler {
    /// Gives the file at `path` the bytes of a blob that is durable, in place of what it had. The owner follows from the path.
    package func recordArtifact(
        path: String, blob: BlobReference, by origin: CommandOrigin
    ) throws(CommandError) -> Committed<Void> {
        try once(origin, .artifactWritten) { () throws(CommandError) in
            try holdingTree(of: path) { () throws(CommandError) in
                if try artifact(at: path) == blob {
                    return established((), by: inFlight { $0.artifacts[ExactText(path)]?.made })
                }
                for directory in ArtifactPath.ancestors(of: path) where try artifact(at: directory) != nil {
                    throw .pathIsFile(directory)
                }
                if try hasArtifacts(below: path) { throw .pathIsDirectory(path) }
                let made = try submit(
                    .artifactWritten(ArtifactWritten(path: path, owner: ArtifactPath.owner(of: path), blob: blob)),
                    by: origin)
                note(made) { overlay in
                    overlay.artifacts.set(ExactText(path), to: blob, by: made)
                    for directory in ArtifactPath.ancestors(of: path) {
                        overlay.artifactDirectories.set(ExactText(directory), to: true, by: made)
                    }
                }
                return committed((), by: made)
            }
        }
    }

    /// Removes a file, or a directory with everything below it, from the tree. Nothing there is fine. The bytes stay until they are collected.
    package func deleteArtifact(path: String, by origin: CommandOrigin) throws(CommandError) -> Committed<Void> {
        try once(origin, .artifactDeleted) { () throws(CommandError) in
            try holdingTree(of: path) { () throws(CommandError) in
                var isThere = try artifact(at: path) != nil
                if !isThere { isThere = try hasArtifacts(below: path) }
                guard isThere else {
                    return established((), by: inFlight { $0.artifactDeletion(covering: path) })
                }
                let made = try submit(
                    .artifactDeleted(ArtifactDeleted(path: path, owner: ArtifactPath.owner(of: path))), by: origin)
                note(made) { $0.artifactDeletions.set(ExactText(path), to: true, by: made) }
                return committed((), by: made)
            }
        }
    }
}

extension CommandHandler {
    /// Serialises commands on paths that could be above or below one another: those with a common first component.
    private func holdingTree<Value: Sendable>(
        of path: String, _ body: () throws(CommandError) -> Value
    ) throws(CommandError) -> Value {
        try artifactLocks.holding(path.prefix { $0 != "/" }, body)
    }
}
