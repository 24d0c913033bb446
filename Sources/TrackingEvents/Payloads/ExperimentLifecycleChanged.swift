/// An experiment, and every run in it, was deleted or restored.
package struct ExperimentLifecycleChanged: Hashable, Sendable {
    package var experiment: ExperimentID
    package var stage: LifecycleStage

    package init(experiment: ExperimentID, stage: LifecycleStage) {
        self.experiment = experiment
        self.stage = stage
    }
}
