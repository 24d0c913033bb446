package import SegmentLog
package import TrackingEvents

/// Why a command was refused; it changed nothing. Only what follows from the store's state is here: the form of keys and values is checked
/// by whoever takes the request, who also words these for its clients.
package enum CommandError: Error, Sendable {
    case unknownExperiment(ExperimentID)
    case unknownExperimentName(String)
    case experimentExists(name: String, isDeleted: Bool)
    case experimentDeleted(ExperimentID)
    case experimentNotDeleted(ExperimentID)
    case unknownExperimentTag(ExperimentID, key: String)
    /// The experiment would have more than `limit` tags whose keys begin with `prefix`.
    case tooManyExperimentTags(ExperimentID, prefix: String, limit: Int)

    case unknownRun(RunID)
    case runDeleted(RunID)
    case paramChanged(run: RunID, key: String, old: String, new: String)
    /// A tag that is a list, kept as a JSON array, holds something else.
    case tagIsNoArray(key: String)
    case unknownRunTag(RunID, key: String)

    /// Deleted ones included, except where a command is allowed on them.
    case unknownLoggedModel(LoggedModelID)
    case loggedModelParamExists(LoggedModelID, key: String)
    case unknownLoggedModelTag(LoggedModelID, key: String)

    case unknownRegisteredModel(name: String)
    case registeredModelExists(name: String, isPrompt: Bool)
    case unknownVersion(model: String, number: UInt32)
    case unknownAlias(model: String, alias: String)

    /// A file cannot be written here: there are files below this path.
    case pathIsDirectory(String)
    /// A file cannot be written below this path: it is a file itself.
    case pathIsFile(String)

    /// The store cannot take any command now: read-only, full, closed.
    case notWritable(StoreError)
    /// The log failed.
    case log(LogError)
    /// The views, or other processes' events, could not be read.
    case factsUnavailable(String)
}
