/// Whether prompts, which lie in the registry as models with the tag `mlflow.prompt.is_prompt` = `true`, are among what may match.
package enum PromptVisibility: Hashable, Sendable {
    case hidden
    case included
}
