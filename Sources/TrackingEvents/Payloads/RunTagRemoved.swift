/// A tag of a run was removed.
package struct RunTagRemoved: Hashable, Sendable {
    package var run: RunID
    package var key: String

    package init(run: RunID, key: String) {
        self.run = run
        self.key = key
    }
}
