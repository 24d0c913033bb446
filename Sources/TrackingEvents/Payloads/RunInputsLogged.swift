/// Datasets and logged models were attached to a run as its inputs.
package struct RunInputsLogged: Hashable, Sendable {
    package var run: RunID
    package var datasets: [DatasetInput]
    package var models: [LoggedModelID]

    package init(run: RunID, datasets: [DatasetInput], models: [LoggedModelID]) {
        self.run = run
        self.datasets = datasets
        self.models = models
    }
}
