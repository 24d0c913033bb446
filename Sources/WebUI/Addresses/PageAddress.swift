import TrackingEvents

/// Which page an address means.
enum PageAddress: Hashable {
    case asset(String)
    case experiments
    case experiment(ExperimentID)
    case run(ExperimentID, RunID)
    case loggedModel(ExperimentID, LoggedModelID)
    case models
    case model(String)
    case version(model: String, number: UInt32)
    /// Below `/experiments` or `/models`, but no page.
    case nothing

    /// nil for what is none of the pages' business.
    ///
    /// - Parameter path: percent-encoded; a slash within a name arrives as `%2F`.
    init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let first = parts.first else {
            guard path == "/" || path.isEmpty else { return nil }
            self = .experiments
            return
        }
        let names = parts.dropFirst().compactMap { PercentCoding.decode($0) }
        let isDecoded = names.count == parts.count - 1
        switch first {
        case "assets": self = names.count == 1 ? .asset(names[0]) : .nothing
        case "experiments": self = isDecoded ? Self.experimentPage(names) : .nothing
        case "models": self = isDecoded ? Self.modelPage(names) : .nothing
        default: return nil
        }
    }

    private static func experimentPage(_ names: [String]) -> PageAddress {
        guard let text = names.first else { return .experiments }
        guard let id = ExperimentID(text) else { return .nothing }
        switch names.count {
        case 1: return .experiment(id)
        case 3 where names[1] == "runs": return .run(id, RunID(names[2]))
        case 3 where names[1] == "models": return .loggedModel(id, LoggedModelID(names[2]))
        default: return .nothing
        }
    }

    private static func modelPage(_ names: [String]) -> PageAddress {
        switch names.count {
        case 0: return .models
        case 1: return .model(names[0])
        case 3 where names[1] == "versions":
            guard let number = UInt32(names[2]), String(number) == names[2] else { return .nothing }
            return .version(model: names[0], number: number)
        default: return .nothing
        }
    }
}

extension PageAddress {
    /// The path of this page, encoded.
    var path: String {
        switch self {
        case .asset(let name): "/assets/\(PercentCoding.encode(name))"
        case .experiments, .nothing: "/experiments"
        case .experiment(let id): "/experiments/\(id)"
        case .run(let experiment, let run): "/experiments/\(experiment)/runs/\(PercentCoding.encode(run.rawValue))"
        case .loggedModel(let experiment, let model): "/experiments/\(experiment)/models/\(PercentCoding.encode(model.rawValue))"
        case .models: "/models"
        case .model(let name): "/models/\(PercentCoding.encode(name))"
        case .version(let name, let number): "/models/\(PercentCoding.encode(name))/versions/\(number)"
        }
    }
}
