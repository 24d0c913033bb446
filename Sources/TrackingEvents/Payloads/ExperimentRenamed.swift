/// An experiment got another name.
package struct ExperimentRenamed: Hashable, Sendable {
    package var experiment: ExperimentID
    package var name: String

    package init(experiment: ExperimentID, name: String) {
        self.experiment = experiment
        self.name = name
    }
}
