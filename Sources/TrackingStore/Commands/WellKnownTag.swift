/// The tags that a rule of the store speaks of.
enum WellKnownTag {
    /// A run's name, once more as a tag, so that searching by it works.
    static let runName = "mlflow.runName"
    /// `true` on a registered model that is a prompt.
    static let isPrompt = "mlflow.prompt.is_prompt"
    /// Custom views of an experiment: bounded in number.
    static let customViewPrefix = "mlflow.customView.view"
    static let customViewCountMax = 50
}
