/// Why a proof shows nothing.
package enum RecordProofError: Error, Hashable, Sendable {
    /// The checkpoint is not to be trusted.
    case checkpoint(NoteVerificationError)
    /// The path does not lead from this record, at this place, to the checkpoint's root.
    case notIncluded(index: UInt64, size: UInt64)
}

extension RecordProofError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .checkpoint(let error): "the proof's checkpoint: \(error)"
        case .notIncluded(let index, let size):
            "the proof does not show this record at place \(index) of \(size): it is of another record, or was changed"
        }
    }
}
