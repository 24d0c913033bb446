package import ContentHashing
package import SegmentLog

/// A directory of the newest checkpoint seen of each log, one's own and others': what a log is held against later. A checkpoint is replaced only by one that
/// was shown to continue it, so a log that was rolled back, or shown differently to somebody else, is noticed by whoever has kept one.
///
/// Any number of processes may share the directory. What `keep` returned is durable. Specification: CheckpointsAndProofs, "Kept checkpoints".
package struct KeptCheckpoints: Sendable {
    private let files: KeptCheckpointFiles

    /// - Parameter directory: made with the first checkpoint; its parent must exist by then.
    package init(directory: String, storage: any LogStorage) { files = KeptCheckpointFiles(directory: directory, storage: storage) }

    /// What came of offering a checkpoint.
    package enum Outcome: Hashable, Sendable {
        /// It is the first of its log.
        case first
        /// It continues the one kept before, which had this many records.
        case advanced(from: UInt64)
        /// The kept one says the same; signatures that it lacked were added.
        case same
        /// The kept one has more records, and continues this one if a proof was given.
        case older
    }

    /// The logs of which a checkpoint is kept, in order.
    package func logs() throws(KeptCheckpointError) -> [LogID] { try files.logs() }

    /// The kept checkpoint of a log, verified; nil when there is none.
    ///
    /// - Throws: `damaged` when the file is not as it was kept.
    package func checkpoint(of log: LogID, keys: [VerifierKey]) throws(KeptCheckpointError) -> SignedCheckpoint? {
        try files.read(log, keys)
    }

    /// Keeps a checkpoint in place of the one that it continues.
    ///
    /// - Parameters:
    ///   - keys: whose checkpoints of this log are trusted.
    ///   - proof: that it continues the kept one; needed when it has more records than that.
    /// - Throws: `notTrusted`, `unproved` (and nothing has changed); `fork` when both have the same number of records and another root: the kept one stays,
    ///   the other is kept beside it as evidence.
    @discardableResult
    package func keep(
        _ offered: SignedCheckpoint, keys: [VerifierKey], proof: ConsistencyProof? = nil
    ) throws(KeptCheckpointError) -> Outcome {
        do throws(NoteVerificationError) { try offered.verify(keys) } catch { throw .notTrusted(error) }
        guard let log = offered.checkpoint.logID else { throw .notALog(origin: offered.checkpoint.origin) }
        let lock = try files.lock()
        defer { lock.release() }
        guard var kept = try files.read(log, keys) else {
            try files.write(offered, of: log)
            return .first
        }
        let (old, new) = (kept.checkpoint.extent, offered.checkpoint.extent)
        if old.size == new.size {
            guard old.root == new.root else {
                try files.writeEvidence(offered, of: log)
                throw .fork(kept: kept, other: offered)
            }
            let before = kept
            kept.add(signaturesOf: offered)
            if kept != before { try files.write(kept, of: log) }
            return .same
        }
        if old.size > new.size { return .older }
        guard let proof, proof.oldSize == old.size, proof.size == new.size,
            proof.verifies(oldRoot: kept.checkpoint.root, root: offered.checkpoint.root)
        else { throw .unproved(kept: kept, offered: offered) }
        try files.write(offered, of: log)
        return .advanced(from: old.size)
    }

    /// Keeps a checkpoint that came with its proof.
    @discardableResult
    package func keep(_ update: CheckpointUpdate, keys: [VerifierKey]) throws(KeptCheckpointError) -> Outcome {
        try keep(update.checkpoint, keys: keys, proof: update.proof)
    }

    /// Holds a log against the checkpoint that is kept of it.
    ///
    /// - Parameter proof: from a peer that has more of the log: that the kept checkpoint continues what is here. Without it a shorter log cannot be compared.
    package func compare(
        _ tree: inout LogTree, keys: [VerifierKey], proof: ConsistencyProof? = nil
    ) throws(KeptCheckpointError) -> CheckpointComparison {
        guard let kept = try files.read(tree.logID, keys) else { return .nothingKept }
        let checkpoint = kept.checkpoint
        do throws(LogError) {
            let isShorter = tree.size < checkpoint.size
            let here = isShorter ? try tree.head() : LogExtent(size: checkpoint.size, root: try tree.root(at: checkpoint.size))
            guard isShorter else {
                return here == checkpoint.extent
                    ? .agrees(kept: kept, newRecordCount: tree.size - checkpoint.size) : .contradicts(kept: kept, log: here)
            }
            let proof = here.size == 0 ? ConsistencyProof(oldSize: 0, size: checkpoint.size, path: []) : proof
            let isProved = here.root.map { root in
                proof?.oldSize == here.size && proof?.size == checkpoint.size
                    && proof?.verifies(oldRoot: root, root: checkpoint.root) == true
            }
            return .tailMissing(kept: kept, log: here, isProved: isProved ?? false)
        } catch {
            throw .storage(error)
        }
    }

    /// Signs what is durable of a log and keeps it, in place of the checkpoint that it continues: that is read from the log itself.
    ///
    /// - Throws: as `keep`, or `refused` with a comparison that is not good: then nothing was signed.
    @discardableResult
    package func keepHead(
        of tree: inout LogTree, signer: CheckpointSigner
    ) throws(KeptCheckpointError) -> (checkpoint: SignedCheckpoint, outcome: Outcome) {
        let keys = [signer.verifierKey(for: tree.logID)]
        var proof: ConsistencyProof?
        switch try compare(&tree, keys: keys) {
        case .nothingKept: break
        case .agrees(let kept, _):
            do { proof = try tree.consistencyProof(from: kept.checkpoint.size, to: tree.size) } catch { throw .storage(error) }
        case let refused: throw .refused(refused)
        }
        let signed: SignedCheckpoint
        do { signed = try signer.sign(&tree) } catch { throw .notSigned(error) }
        return (signed, try keep(signed, keys: keys, proof: proof))
    }
}
