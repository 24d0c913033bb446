package import ContentHashing

/// A checkpoint with the proof that it continues one of `oldSize` records: what a peer or a witness that keeps the older one is sent. A value that anyone
/// may have sent.
///
/// Specification: C2SP tlog-witness, the request body of "add-checkpoint".
package struct CheckpointUpdate: Hashable, Sendable {
    /// The number of records of the checkpoint that is continued.
    package var oldSize: UInt64
    package var path: [Digest]
    package var checkpoint: SignedCheckpoint

    /// The longest update that is read, in bytes.
    package static let byteCountMax = SignedNote.byteCountMax + 8192
    /// The most hashes of a path, by the specification.
    package static let pathCountMax = 63

    private static let oldPrefix = "old "

    /// - Precondition: `proof` is to the checkpoint's size.
    package init(_ proof: ConsistencyProof, checkpoint: SignedCheckpoint) {
        precondition(proof.size == checkpoint.checkpoint.size, "a proof is to the tree that the checkpoint is of")
        oldSize = proof.oldSize
        path = proof.path
        self.checkpoint = checkpoint
    }

    /// Reads an update. Nothing of it is verified.
    package init(decoding bytes: [UInt8]) throws(NoteDecodingError) {
        guard bytes.count <= Self.byteCountMax else {
            throw NoteDecodingError(at: Self.byteCountMax, "the update is longer than \(Self.byteCountMax) bytes")
        }
        var lines = NoteLines(bytes[...])
        oldSize = try lines.nextNumber("the old size", after: Self.oldPrefix)
        path = try lines.nextPath(countMax: Self.pathCountMax)
        checkpoint = try SignedCheckpoint(after: lines)
    }

    /// The update as it is sent.
    package var bytes: [UInt8] {
        let lines = [Self.oldPrefix + String(oldSize)] + path.map { Base64.text(of: $0.bytes) }
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + checkpoint.bytes
    }

    /// The proof, to be checked against both roots: `KeptCheckpoints.keep` does.
    package var proof: ConsistencyProof { ConsistencyProof(oldSize: oldSize, size: checkpoint.checkpoint.size, path: path) }
}
