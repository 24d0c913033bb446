package import LogPositions
package import TrackingEvents

/// Turns commands into events under the store's rules.
package final class CommandHandler: Sendable {
    package let store: StoreDirectory
    let facts: any KnownFacts
    let catchUp: @Sendable () throws -> Void

    /// - Parameter catchUp: makes `facts` know everything that is durable in the store now, other processes' events included; called
    ///   while the registry's lock is held, before a registry command is decided.
    package init(
        store: StoreDirectory, facts: any KnownFacts, catchUp: @escaping @Sendable () throws -> Void = {}
    ) {
        self.store = store
        self.facts = facts
        self.catchUp = catchUp
    }

    /// Forgets what `facts` has folded up to these ends: the overlay keeps only what is still missing there.
    package func didFold(_ ends: [LogID: UInt64]) { fatalError("not written yet") }
}
