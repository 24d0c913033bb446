/// Tags of an experiment were set.
package struct ExperimentTagged: Hashable, Sendable {
    package var experiment: ExperimentID
    package var tags: [Tag]

    package init(experiment: ExperimentID, tags: [Tag]) {
        self.experiment = experiment
        self.tags = tags
    }
}
