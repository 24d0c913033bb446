extension CommandHandler {
    /// A label for something that its creator did not name: `adjective-noun-number`. For callers that have to know it before it is durable.
    package func generatedName() -> String { store.names.generatedName() }
}
