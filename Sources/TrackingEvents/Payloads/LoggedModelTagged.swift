/// Tags of a logged model were set.
package struct LoggedModelTagged: Hashable, Sendable {
    package var model: LoggedModelID
    package var tags: [Tag]

    package init(model: LoggedModelID, tags: [Tag]) {
        self.model = model
        self.tags = tags
    }
}
