/// A run was deleted or restored.
package struct RunLifecycleChanged: Hashable, Sendable {
    package var run: RunID
    package var stage: LifecycleStage

    package init(run: RunID, stage: LifecycleStage) {
        self.run = run
        self.stage = stage
    }
}
