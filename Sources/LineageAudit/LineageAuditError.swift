package import LogPositions

/// Why there is no audit. Nothing was written, so all of these can be tried again.
package enum LineageAuditError: Error, Hashable, Sendable {
    /// No event that creates a version of this model lies at this position.
    case notAVersion(Position)
    /// The index names an event that cannot be read: the logs are incomplete, or the index is not of these logs.
    case missingEvent(Position)
}

extension LineageAuditError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAVersion(let position):
            "there is no version of this model that was created at \(position); ask for it by name and number"
        case .missingEvent(let position):
            "the event at \(position) belongs to this audit and cannot be read; run `cairn verify`, and rebuild the views if the logs are intact"
        }
    }
}
