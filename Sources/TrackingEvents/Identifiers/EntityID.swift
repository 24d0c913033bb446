/// Anything an event can be about. The index from entity to positions is keyed by it.
package enum EntityID: Hashable, Sendable {
    case experiment(ExperimentID)
    case run(RunID)
    case loggedModel(LoggedModelID)
    case registeredModel(RegisteredModelID)
    case modelVersion(ModelVersionID)
}

extension EntityID: CustomStringConvertible {
    /// `experiment:12`, `run:…`, `logged-model:…`, `registered-model:…`, `model-version:<log>/<sequence>`
    package var description: String {
        switch self {
        case .experiment(let id): "experiment:\(id)"
        case .run(let id): "run:\(id)"
        case .loggedModel(let id): "logged-model:\(id)"
        case .registeredModel(let id): "registered-model:\(id)"
        case .modelVersion(let id): "model-version:\(id)"
        }
    }
}
