package import ContentHashing

/// The body of an event: what happened and, where a person gave one, why.
package enum EventBody: Sendable, Equatable {
    case full(reason: String?, payload: EventPayload)
    /// Redacted: only the hash of the body remains.
    case erased(bodyHash: Digest)

    /// The payload, nil when the body was erased.
    package var payload: EventPayload? {
        if case .full(_, let payload) = self { payload } else { nil }
    }

    /// The reason that was given, if any and if not erased.
    package var reason: String? {
        if case .full(let reason, _) = self { reason } else { nil }
    }
}
