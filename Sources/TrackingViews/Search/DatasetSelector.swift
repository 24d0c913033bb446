/// A dataset that metrics were logged on: by name and, if given, digest.
package struct DatasetSelector: Hashable, Sendable {
    package var name: String
    /// nil: any digest.
    package var digest: String?

    package init(name: String, digest: String? = nil) {
        self.name = name
        self.digest = digest
    }
}
