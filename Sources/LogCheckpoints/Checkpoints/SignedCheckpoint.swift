/// A signed note whose text is a checkpoint. Nobody's word until `verify` has found a key that is trusted.
///
/// Specification: C2SP tlog-checkpoint.
package struct SignedCheckpoint: Hashable, Sendable {
    package let checkpoint: Checkpoint
    package private(set) var note: SignedNote

    /// Reads a checkpoint. Nothing of it is verified.
    package init(decoding bytes: [UInt8]) throws(NoteDecodingError) { try self.init(decoding: bytes[...]) }

    init(decoding bytes: ArraySlice<UInt8>) throws(NoteDecodingError) {
        note = try SignedNote(decoding: bytes)
        checkpoint = try Checkpoint(decoding: Array(note.text.utf8))
    }

    /// Reads the checkpoint that is what is left of a larger text.
    init(after lines: NoteLines) throws(NoteDecodingError) {
        do throws(NoteDecodingError) { try self.init(decoding: lines.rest) } catch { throw error.moved(by: lines.byteOffset) }
    }

    /// Signs with a store's key under the checkpoint's origin. Internal: `CheckpointSigner` is who knows what is durable.
    init(signing checkpoint: Checkpoint, with key: StoreKey) throws(StoreKeyError) {
        self.checkpoint = checkpoint
        note = try SignedNote(signing: checkpoint.text, with: key, named: checkpoint.origin)
    }

    /// The note, as it is stored and sent.
    package var bytes: [UInt8] { note.bytes }

    /// Checks that one of the keys signed, and that it signs for this log: a key's name is its log's origin.
    ///
    /// - Parameter keys: the log's; witnesses' keys may be among them, but none of theirs alone suffices.
    /// - Returns: the keys that signed.
    @discardableResult
    package func verify(_ keys: [VerifierKey]) throws(NoteVerificationError) -> [VerifierKey] {
        let signers = try note.verify(keys)
        guard signers.contains(where: { $0.name.utf8.elementsEqual(checkpoint.origin.utf8) }) else {
            throw .unsigned(names: signers.map(\.name))
        }
        return signers
    }

    /// Adds the signatures that another note of the same text has besides.
    mutating func add(signaturesOf other: SignedCheckpoint) { note.add(signaturesOf: other.note) }
}
