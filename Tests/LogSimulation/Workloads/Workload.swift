package import SegmentLog

/// Something that programs do to logs, one process after the other.
package struct Workload: Sendable {
    package var name: String
    /// What is special about it, in a few words.
    package var summary: String
    /// The directories of its logs, each with how it is written.
    package var logs: [SimulatedLog]
    /// What one process after the other does; each dies without notice at its end, or at its first error.
    package var lives: [@Sendable (Session) throws -> Void]
}

/// A log of a workload.
package struct SimulatedLog: Sendable {
    package var directory: String
    package var identity: LogIdentity
    package var options: LogOptions
}

extension Workload {
    /// What a run leaves: the storage with its moments, and what was known at each mark.
    package struct Run: Sendable {
        package var storage: SimulatedStorage
        /// By mark: what was known of each log.
        package var accounts: [[Account]]
        /// What went wrong without any crash.
        package var violation: String?
    }

    /// Runs every life.
    package func run(on storage: SimulatedStorage) -> Run {
        let session = Session(self, storage)
        for life in lives {
            do {
                try life(session)
            } catch {
                if storage.faultCount == 0 { session.complain("a life ended without a fault: \(error)") }
            }
            storage.killProcess()
        }
        return Run(storage: storage, accounts: session.accounts, violation: session.violation)
    }
}
