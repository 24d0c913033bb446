package import TrackingStore

extension CairnStore {
    /// Who asks when a person at this machine's command line does: the login name, asserted.
    package func localOrigin(reason: String? = nil) -> CommandOrigin {
        CommandOrigin(actor: ThisProcess.actor, agent: agent, reason: reason)
    }
}
