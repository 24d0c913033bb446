/// Logged models were attached to a run as its outputs.
package struct RunOutputsLogged: Hashable, Sendable {
    package var run: RunID
    package var models: [ModelOutput]

    package init(run: RunID, models: [ModelOutput]) {
        self.run = run
        self.models = models
    }
}
