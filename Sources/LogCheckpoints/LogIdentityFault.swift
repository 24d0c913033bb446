/// Why a log's first header does not show that the log belongs to a key.
package enum LogIdentityFault: Error, Hashable, Sendable {
    /// The log says that it has no key.
    case unsigned
    /// The header is that of a later segment, which has no proof.
    case notTheFirstSegment
    /// The log belongs to another key than the one expected.
    case anotherKey
    /// The LogID is not derived from the public key and the random bytes.
    case anotherLogID
    /// The signature is not that of the public key's owner over this header.
    case invalidSignature
}

extension LogIdentityFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unsigned: "the log is not signed: nobody vouches for where it comes from"
        case .notTheFirstSegment: "the log's first segment is missing: fetch it from the store that the log comes from"
        case .anotherKey: "the log belongs to another store's key"
        case .anotherLogID: "the log's identity does not belong to the key in its first header: do not trust this copy, fetch the log again"
        case .invalidSignature: "the signature in the log's first header is wrong: do not trust this copy, fetch the log again"
        }
    }
}
