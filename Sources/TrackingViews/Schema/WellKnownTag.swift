/// The tags that mean something to the fold and to searches.
enum WellKnownTag {
    /// A run's name, once more as a tag.
    static let runName = "mlflow.runName"
    /// `true` on a registered model that is a prompt, and on its versions.
    static let isPrompt = "mlflow.prompt.is_prompt"
    /// What a run used a dataset for.
    static let datasetContext = "mlflow.data.context"
}
