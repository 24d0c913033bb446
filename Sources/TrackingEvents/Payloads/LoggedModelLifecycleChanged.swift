/// A logged model was deleted or restored.
package struct LoggedModelLifecycleChanged: Hashable, Sendable {
    package var model: LoggedModelID
    package var stage: LifecycleStage

    package init(model: LoggedModelID, stage: LifecycleStage) {
        self.model = model
        self.stage = stage
    }
}
