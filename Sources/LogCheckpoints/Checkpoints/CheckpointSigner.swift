import ContentHashing
package import SegmentLog

/// Signs the heads of one log with its store's key. The only maker of checkpoints: it signs what `LogTree` says is durable, at the end of a batch, and
/// nothing else.
///
/// A log whose identity belongs to a key is signed with that key only. A log without one can be signed by whoever has its files; its checkpoints then say
/// no more than that this key's owner saw the log like this.
package struct CheckpointSigner: Sendable {
    private let key: StoreKey

    package init(_ key: StoreKey) { self.key = key }

    /// The verifier key with which others check this key's checkpoints of a log.
    package func verifierKey(for log: LogID) -> VerifierKey { VerifierKey(of: log, publicKey: key.publicKey) }

    /// - Parameter size: how many records; everything that is durable by default.
    /// - Throws: `notDurable`, `notABatchEnd`, `anotherKey`, `log` for what reading the tree throws, `key` when signing fails.
    package func sign(_ tree: inout LogTree, at size: UInt64? = nil) throws(CheckpointSigningError) -> SignedCheckpoint {
        let size = size ?? tree.size
        guard size <= tree.size else { throw .notDurable(size: size, durable: tree.size) }
        if tree.firstHeader.isSigned {
            do { try LogIdentityProof.check(tree.firstHeader, belongsTo: key.publicKey) } catch { throw .anotherKey(error) }
        }
        let (endsBatch, root): (Bool, Digest)
        do throws(LogError) {
            (endsBatch, root) = (try tree.isBatchEnd(size), try tree.root(at: size))
        } catch {
            throw .log(error)
        }
        guard endsBatch else { throw .notABatchEnd(size: size) }
        let checkpoint = Checkpoint(log: tree.logID, size: size, root: root)
        do { return try SignedCheckpoint(signing: checkpoint, with: key) } catch { throw .key(error) }
    }
}

extension VerifierKey {
    /// The key of a log's own checkpoints.
    ///
    /// - Precondition: the public key has 32 bytes.
    package init(of log: LogID, publicKey: [UInt8]) {
        guard let key = VerifierKey(name: Checkpoint.origin(of: log), publicKey: publicKey) else {
            preconditionFailure("a public key has 32 bytes")
        }
        self = key
    }

    /// The key that a log's first header shows, checked against the log's identity.
    package init(of header: SegmentHeader) throws(LogIdentityFault) {
        self.init(of: header.logID, publicKey: try LogIdentityProof.check(header))
    }
}
