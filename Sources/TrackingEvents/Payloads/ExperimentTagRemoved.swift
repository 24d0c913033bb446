/// A tag of an experiment was removed.
package struct ExperimentTagRemoved: Hashable, Sendable {
    package var experiment: ExperimentID
    package var key: String

    package init(experiment: ExperimentID, key: String) {
        self.experiment = experiment
        self.key = key
    }
}
