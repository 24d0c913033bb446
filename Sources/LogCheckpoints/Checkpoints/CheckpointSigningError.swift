package import SegmentLog

/// Why a head was not signed. Nothing was.
package enum CheckpointSigningError: Error, Hashable, Sendable {
    /// The log's watermarks do not say that as much is durable.
    case notDurable(size: UInt64, durable: UInt64)
    /// A batch goes on after the last record, or the log's blocks do not say that it ends there.
    case notABatchEnd(size: UInt64)
    /// The log belongs to another key.
    case anotherKey(LogIdentityFault)
    /// The tree could not be read.
    case log(LogError)
    /// The key could not sign.
    case key(StoreKeyError)
}

extension CheckpointSigningError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notDurable(let size, let durable):
            "\(size) records are not durable, \(durable) are; nothing was signed: flush or close the writer first"
        case .notABatchEnd(let size):
            "no batch is known to end after \(size) records; nothing was signed: sign the log's end, or the end of a segment"
        case .anotherKey(let fault): "nothing was signed with this key: \(fault)"
        case .log(let error): error.description
        case .key(let error): error.description
        }
    }
}
