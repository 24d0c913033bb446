/// What the rules need to know of a registered model that has not been deleted.
package struct RegisteredModelFacts: Hashable, Sendable {
    package var id: RegisteredModelID
    package var name: String
    /// Whether it is a prompt (tag `mlflow.prompt.is_prompt` = `true` at its creation).
    package var isPrompt: Bool
    /// The highest number that any of its versions ever had, deleted ones included; 0 when it never had one.
    package var highestNumber: UInt32

    package init(id: RegisteredModelID, name: String, isPrompt: Bool, highestNumber: UInt32) {
        self.id = id
        self.name = name
        self.isPrompt = isPrompt
        self.highestNumber = highestNumber
    }
}
