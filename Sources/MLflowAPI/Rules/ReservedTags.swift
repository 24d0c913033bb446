/// Tag keys that mean something to MLflow's clients and to this server.
enum ReservedTags {
    static let user = "mlflow.user"
    static let runName = "mlflow.runName"
    static let logModelHistory = "mlflow.log-model.history"
    static let modelVersions = "mlflow.modelVersions"
    static let isPrompt = "mlflow.prompt.is_prompt"
}
