/// The few facts that the rules of a store need before they accept a command. Implemented by the views; asked under an overlay of what is in
/// flight or not yet folded. Synchronous; every answer reflects at least what the implementer had folded when it was asked.
package protocol KnownFacts: Sendable {
    /// Active and deleted ones alike; nil for an unknown one.
    func experiment(_ id: ExperimentID) throws -> ExperimentFacts?
    /// The experiment that has this name now, active or deleted.
    func experiment(named name: String) throws -> ExperimentFacts?

    func run(_ id: RunID) throws -> RunFacts?
    /// The params that the run has among `keys`.
    func params(of run: RunID, among keys: [String]) throws -> [ExactText: String]
    /// The tags that the run has among `keys`.
    func tags(of run: RunID, among keys: [String]) throws -> [ExactText: String]
    /// The tags that the experiment has among `keys`; and how many of its keys begin with `prefix`.
    func tags(of experiment: ExperimentID, among keys: [String]) throws -> [ExactText: String]
    func tagCount(of experiment: ExperimentID, keyPrefix prefix: String) throws -> Int

    func loggedModel(_ id: LoggedModelID) throws -> LoggedModelFacts?
    func params(of model: LoggedModelID, among keys: [String]) throws -> [ExactText: String]
    func tags(of model: LoggedModelID, among keys: [String]) throws -> [ExactText: String]

    /// The live registered model of this name.
    func registeredModel(named name: String) throws -> RegisteredModelFacts?
    /// Whether a registered model of this identity was ever created, deleted ones included.
    func isKnown(_ id: RegisteredModelID) throws -> Bool
    /// The live version of this number.
    func version(of model: RegisteredModelID, number: UInt32) throws -> ModelVersionFacts?
    /// The live versions that are in `stage`, in ascending order of number.
    func versions(of model: RegisteredModelID, in stage: ModelStage) throws -> [ModelVersionFacts]
    /// The live version with the highest number.
    func latestVersion(of model: RegisteredModelID) throws -> ModelVersionFacts?
    /// The live version that the alias points at.
    func version(of model: RegisteredModelID, alias: String) throws -> ModelVersionFacts?

    /// The artifact at exactly this path of the tree; nil when there is none or when it is a directory.
    func artifact(at path: String) throws -> BlobReference?
    /// Whether any artifact lies below `path`.
    func hasArtifacts(below path: String) throws -> Bool
    /// The first answer to a request ID, as the position of the event that it led to.
    func event(ofRequest request: RequestID) throws -> Event?
}
