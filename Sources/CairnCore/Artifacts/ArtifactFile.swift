package import TrackingEvents

/// A file of the artifact tree, as a listing below some place names it.
package struct ArtifactFile: Sendable {
    /// Relative to the place that was listed, with slashes; the file's own name when that place was the file.
    package var relativePath: String
    /// In the artifact tree.
    package var treePath: String
    package var blob: BlobReference
}
