/// A tag of a logged model was removed.
package struct LoggedModelTagRemoved: Hashable, Sendable {
    package var model: LoggedModelID
    package var key: String

    package init(model: LoggedModelID, key: String) {
        self.model = model
        self.key = key
    }
}
