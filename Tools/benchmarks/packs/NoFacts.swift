import TrackingEvents

/// Views of a store that nobody has folded: every name is free.
struct NoFacts: KnownFacts {
    func experiment(_ id: ExperimentID) -> ExperimentFacts? { nil }
    func experiment(named name: String) -> ExperimentFacts? { nil }
    func run(_ id: RunID) -> RunFacts? { nil }
    func params(of run: RunID, among keys: [String]) -> [ExactText: String] { [:] }
    func tags(of run: RunID, among keys: [String]) -> [ExactText: String] { [:] }
    func tags(of experiment: ExperimentID, among keys: [String]) -> [ExactText: String] { [:] }
    func tagCount(of experiment: ExperimentID, keyPrefix prefix: String) -> Int { 0 }
    func loggedModel(_ id: LoggedModelID) -> LoggedModelFacts? { nil }
    func params(of model: LoggedModelID, among keys: [String]) -> [ExactText: String] { [:] }
    func tags(of model: LoggedModelID, among keys: [String]) -> [ExactText: String] { [:] }
    func registeredModel(named name: String) -> RegisteredModelFacts? { nil }
    func isKnown(_ id: RegisteredModelID) -> Bool { false }
    func version(of model: RegisteredModelID, number: UInt32) -> ModelVersionFacts? { nil }
    func versions(of model: RegisteredModelID, in stage: ModelStage) -> [ModelVersionFacts] { [] }
    func latestVersion(of model: RegisteredModelID) -> ModelVersionFacts? { nil }
    func version(of model: RegisteredModelID, alias: String) -> ModelVersionFacts? { nil }
    func artifact(at path: String) -> BlobReference? { nil }
    func hasArtifacts(below path: String) -> Bool { false }
    func event(ofRequest request: RequestID) -> Event? { nil }
}
