package import ContentHashing

/// That a record is in a log, to be checked without the log: its place, its path and a signed checkpoint. A value that anyone may have sent.
///
/// Specification: C2SP tlog-proof (`c2sp.org/tlog-proof@v1`).
package struct RecordProof: Hashable, Sendable {
    /// The record's place.
    package var index: UInt64
    /// The roots beside the way up, the record's neighbour first.
    package var path: [Digest]
    package var checkpoint: SignedCheckpoint
    /// Opaque bytes of an application; nothing vouches for them. Cairn's proofs have none.
    package var extra: [UInt8]?

    /// The longest proof that is read, in bytes.
    package static let byteCountMax = SignedNote.byteCountMax + extraByteCountMax / 3 * 4 + 8192
    /// The longest extra data that is read, in bytes.
    package static let extraByteCountMax = 96 << 10

    private static let firstLine = "c2sp.org/tlog-proof@v1"
    private static let indexPrefix = "index "
    private static let extraPrefix = "extra "

    /// - Precondition: `proof` is of the checkpoint's size.
    package init(_ proof: InclusionProof, checkpoint: SignedCheckpoint) {
        precondition(proof.size == checkpoint.checkpoint.size, "a proof is of the tree that the checkpoint is of")
        index = proof.index
        path = proof.path
        self.checkpoint = checkpoint
    }

    /// Reads a proof. Nothing of it is verified.
    package init(decoding bytes: [UInt8]) throws(NoteDecodingError) {
        guard bytes.count <= Self.byteCountMax else {
            throw NoteDecodingError(at: Self.byteCountMax, "the proof is longer than \(Self.byteCountMax) bytes")
        }
        var lines = NoteLines(bytes[...])
        guard try lines.next("the first line").elementsEqual(Self.firstLine.utf8) else {
            throw NoteDecodingError(at: 0, "the first line is not '\(Self.firstLine)': this is no proof, or one of another version")
        }
        if lines.rest.starts(with: Self.extraPrefix.utf8) {
            let start = lines.byteOffset
            let line = try lines.next("the extra data").dropFirst(Self.extraPrefix.utf8.count)
            guard let data = Base64.bytes(of: line), data.count <= Self.extraByteCountMax else {
                throw NoteDecodingError(at: start, "the extra data is not at most \(Self.extraByteCountMax) bytes in Base 64")
            }
            extra = data
        }
        index = try lines.nextNumber("the index", after: Self.indexPrefix)
        path = try lines.nextPath(countMax: InclusionProof.maximumPathCount)
        checkpoint = try SignedCheckpoint(after: lines)
    }

    /// The proof as it is stored (`.tlog-proof`) and sent.
    package var bytes: [UInt8] {
        var lines = [Self.firstLine]
        if let extra { lines.append(Self.extraPrefix + Base64.text(of: extra)) }
        lines.append(Self.indexPrefix + String(index))
        lines += path.map { Base64.text(of: $0.bytes) }
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + checkpoint.bytes
    }

    /// Checks that one of the keys vouches for a log that has, at `index`, the record with this leaf.
    ///
    /// - Parameter leaf: computed by the caller from the record that it holds: `MerkleHash.recordLeaf(head:bodyHash:)`.
    /// - Throws: `checkpoint` when the note is not to be trusted, `notIncluded` when path, index or leaf do not fit its root.
    package func verify(leaf: Digest, keys: [VerifierKey]) throws(RecordProofError) {
        do throws(NoteVerificationError) { try checkpoint.verify(keys) } catch { throw .checkpoint(error) }
        let head = checkpoint.checkpoint
        guard InclusionProof(index: index, size: head.size, path: path).verifies(leaf: leaf, root: head.root) else {
            throw .notIncluded(index: index, size: head.size)
        }
    }
}
