/// A logged model that a run produced, and at which step.
package struct ModelOutput: Hashable, Sendable {
    package var model: LoggedModelID
    package var step: Int64

    package init(model: LoggedModelID, step: Int64) {
        self.model = model
        self.step = step
    }
}
