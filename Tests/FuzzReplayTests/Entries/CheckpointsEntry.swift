import ContentHashing
import LogCheckpoints

/// The texts of checkpoints, proofs of records and verifier keys, which anyone may have sent.
///
/// What is read is written again byte for byte. Nothing is taken for signed by the key of the worked example in CheckpointsAndProofs but the
/// checkpoint in it, and nothing proves its record but the proof in it.
enum CheckpointsEntry {
    static let keyText = "cairn/log/6292dabc70356df7631745216bc12305+42461cad+ATNSbBWVz0zrOzdJsNFh+RvvwLhAyAvtYbvEwQ9Zg3qP"
    static let checkpointText = """
        cairn/log/6292dabc70356df7631745216bc12305
        3
        7ffQGmliS+MpPx82IQCOFW8Xa8sGLwzmEj59rcE3BUU=

        """
    static let checkpoint =
        checkpointText + """

            \u{2014} cairn/log/6292dabc70356df7631745216bc12305 \
            QkYcrQTciG/vDjyU9lloIAP28GPNk2R4Gwr5jnyheK0fM7pq0LZ6P5oLzbwiHELXq7QovnOk2mPbHkAs/P/7wS5ngwo=

            """
    static let proof =
        """
        c2sp.org/tlog-proof@v1
        index 1
        2oI5T2jtXytjGmkqEoEsWChnF0EGA1rIwOZuezr0YME=
        neWz2FFVHcL5Umd9HCrp3myb2Q0mPeZgPiwPeooAOsY=

        """ + "\n" + checkpoint
    private static let leaf = MerkleHash.recordLeaf(head: Array("head 1".utf8).span, bodyHash: SHA256.digest(Array("body 1".utf8)))

    static func run(_ bytes: [UInt8]) throws {
        let key = try VerifierKey(keyText)
        try read(bytes) { () throws(NoteDecodingError) in
            let note = try SignedNote(decoding: bytes)
            return (note.bytes, (try? note.verify([key])) == nil || note.text == checkpointText)
        }
        try read(bytes) { () throws(NoteDecodingError) in
            let found = try SignedCheckpoint(decoding: bytes)
            return (found.bytes, (try? found.verify([key])) == nil || found.checkpoint.text == checkpointText)
        }
        try read(bytes) { () throws(NoteDecodingError) in
            let found = try RecordProof(decoding: bytes)
            var withoutExtra = found
            withoutExtra.extra = nil
            let isKnown = withoutExtra.path == (try RecordProof(decoding: Array(proof.utf8))).path && found.index == 1
            return (found.bytes, (try? found.verify(leaf: leaf, keys: [key])) == nil || isKnown)
        }
        try read(bytes) { () throws(NoteDecodingError) in
            let found = try Checkpoint(decoding: bytes)
            _ = found.logID
            return (Array(found.text.utf8), true)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        try read(bytes) { () throws(NoteDecodingError) in (Array(try VerifierKey(text).description.utf8), true) }
    }

    /// - Parameter body: gives the bytes of what was read, and whether nothing was verified that may not be.
    private static func read(_ bytes: [UInt8], _ body: () throws(NoteDecodingError) -> (bytes: [UInt8], isSound: Bool)) throws {
        do throws(NoteDecodingError) {
            let found = try body()
            try check(found, bytes)
        } catch {
            try FuzzFinding.unless((0...bytes.count).contains(error.byteOffset), "the error lies outside: \(error)")
        }
    }

    private static func check(_ found: (bytes: [UInt8], isSound: Bool), _ bytes: [UInt8]) throws(NoteDecodingError) {
        // A trap, since only errors of decoding are caught here.
        precondition(found.bytes == bytes, "what was read is written otherwise")
        precondition(found.isSound, "a forgery was taken for the real one")
    }
}
