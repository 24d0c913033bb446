/// Why a note is not to be trusted.
package enum NoteVerificationError: Error, Hashable, Sendable {
    /// A line names a known key, which did not make its signature.
    case invalidSignature(name: String)
    /// None of the keys that are known signed; these names did, or say so.
    case unsigned(names: [String])
}

extension NoteVerificationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidSignature(let name): "the signature of \(name) is not of this text: it was changed or forged; do not use it"
        case .unsigned(let names):
            "no key that is known here signed it (signed by: \(names.joined(separator: ", "))); check the verifier key"
        }
    }
}
