import SegmentLog
import TrackingEvents
package import TrackingStore

// What MLflow's clients are told when a command was refused. Tests in the wild look for fragments of these sentences.

extension APIError {
    package init(_ error: CommandError) {
        switch error {
        case .unknownExperiment(let id): self = .missing("No Experiment with id=\(id) exists")
        case .unknownExperimentName(let name): self = .missing("Could not find experiment with name '\(name)'")
        case .experimentExists(let name, let isDeleted): self = .experimentExists(name: name, isDeleted: isDeleted)
        case .experimentDeleted(let id):
            self = .invalid("The experiment \(id) must be in the 'active' state. Current state is deleted.")
        case .experimentNotDeleted(let id): self = .missing("No deleted Experiment with id=\(id) exists")
        case .unknownExperimentTag(let id, let key):
            self = .missing("No tag with key '\(key)' in the experiment with id=\(id)")
        case .tooManyExperimentTags(let id, let prefix, let limit):
            self = .invalid("The experiment \(id) has \(limit) tags that begin with '\(prefix)' already; delete one first.")
        case .unknownRun(let id): self = .missing("Run with id=\(id) not found")
        case .runDeleted(let id):
            self = .invalid("The run \(id) must be in the 'active' state. Current state is deleted.")
        case .paramChanged(let run, let key, let old, let new):
            self = .invalid(
                "Changing param values is not allowed. Param with key='\(key)' was already logged with value='\(old)' "
                    + "for run ID='\(run)'. Attempted logging new value '\(new)'.")
        case .tagIsNoArray(let key):
            self = .invalid("The tag '\(key)' holds no JSON array any more, so nothing can be added to it. Delete the tag, then try again.")
        case .unknownRunTag(let id, let key): self = .missing("No tag with name: \(key) in run with id \(id)")
        case .unknownLoggedModel(let id): self = .unknownLoggedModel(id)
        case .loggedModelParamExists(let id, let key):
            self = .invalid("The logged model \(id) has a param '\(key)' already; params are written once.")
        case .unknownLoggedModelTag(let id, let key):
            self = .missing("No tag with key '\(key)' in the logged model with id=\(id)")
        case .unknownRegisteredModel(let name): self = .unknownRegisteredModel(name)
        case .registeredModelExists(let name, let isPrompt): self = .registeredModelExists(name: name, isPrompt: isPrompt)
        case .unknownVersion(let model, let number): self = .unknownVersion(model: model, number: number)
        case .unknownAlias(_, let alias): self = .invalid("Registered model alias \(alias) not found.")
        case .pathIsDirectory(let path): self = .invalid("Invalid path: '\(path)' is a directory.")
        case .pathIsFile(let path): self = .invalid("Invalid path: '\(path)' is a file.")
        case .notWritable(let error): self = APIError(error)
        case .log(let error): self = APIError(error)
        case .factsUnavailable(let message):
            self = APIError(code: .temporarilyUnavailable, message: "The store could not be read just now: \(message)")
        }
    }

    /// A failure of the disk under the store. Full disks pass, so clients may try again.
    init(_ error: StoreError) {
        let code: ErrorCode =
            switch error.code {
            case .readOnly: .permissionDenied
            case .full, .closed, .heldByAnotherServer: .temporarilyUnavailable
            case .damaged: .dataLoss
            case .notAStore, .newerFormat, .inputOutput: .internalError
            }
        self.init(code: code, message: error.message)
    }

    init(_ error: LogError) {
        if error.code == .outOfSpace {
            self.init(StoreError(error, doing: "writing to the log"))
            return
        }
        let code: ErrorCode =
            switch error.code {
            case .closed: .temporarilyUnavailable
            case .notPermitted: .permissionDenied
            case .invalidBatch: .invalidParameterValue
            case .damaged: .dataLoss
            default: .internalError
            }
        // What is wrong with a batch is the client's to change; the rest is for whoever runs the server.
        let advice = "Start the server again when that is put right; nothing that was acknowledged is lost."
        self.init(code: code, message: error.code == .invalidBatch ? error.message : "\(error.place): \(error.message). \(advice)")
    }

    static func missing(_ message: String) -> APIError { APIError(code: .resourceDoesNotExist, message: message) }

    static func unknownLoggedModel(_ id: LoggedModelID) -> APIError {
        .missing("Logged model with ID '\(id)' not found.")
    }

    static func unknownRegisteredModel(_ name: String) -> APIError {
        .missing("Registered Model with name=\(name) not found")
    }

    static func unknownVersion(model: String, number: some CustomStringConvertible) -> APIError {
        .missing("Model Version (name=\(model), version=\(number)) not found")
    }

    private static func experimentExists(name: String, isDeleted: Bool) -> APIError {
        let hint = isDeleted ? " It is deleted: restore it, or choose another name." : ""
        return APIError(code: .resourceAlreadyExists, message: "Experiment(name=\(name)) already exists.\(hint)")
    }

    private static func registeredModelExists(name: String, isPrompt: Bool) -> APIError {
        let hint = isPrompt ? " The name belongs to a prompt; models and prompts share their names." : ""
        return APIError(code: .resourceAlreadyExists, message: "Registered Model (name=\(name)) already exists.\(hint)")
    }
}
