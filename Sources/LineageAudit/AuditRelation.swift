/// What an event of an audit has to do with the version.
package enum AuditRelation: String, CaseIterable, Sendable {
    /// It is about the version itself.
    case version
    /// It is about the registered model, or an alias that this version had or lost.
    case registeredModel = "registered-model"
    /// It is about the logged model that the version was made from.
    case loggedModel = "logged-model"
    /// It is about the run that made the model.
    case run
    /// It is about a run above that one.
    case parentRun = "parent-run"
    /// It is about a model that such a run read, or about the run that made that one.
    case input
}
