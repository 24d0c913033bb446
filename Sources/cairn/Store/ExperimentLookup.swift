import CairnCore
import TrackingEvents
import TrackingViews

extension CairnStore {
    /// The experiment of this name or, failing that, of this ID.
    func experiment(nameOrID text: String) throws -> ExperimentDocument {
        if let named = try views.experimentDocument(named: text) { return named }
        if let id = ExperimentID(text), let found = try views.experimentDocument(id) { return found }
        throw NotFound(message: "There is no experiment '\(text)'. `cairn experiments ls --all` lists them.")
    }

    func run(id text: String) throws -> RunDocument {
        if let run = try views.runDocument(RunID(text)) { return run }
        throw NotFound(message: "There is no run \(text). `cairn runs ls --all` lists them.")
    }
}
