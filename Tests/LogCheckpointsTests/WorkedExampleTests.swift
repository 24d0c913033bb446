import ContentHashing
import SegmentLog
import Testing

@testable import LogCheckpoints

/// The worked example of the page CheckpointsAndProofs, read for ever.
struct WorkedExampleTests {
    private static let verifierKey = "cairn/log/6292dabc70356df7631745216bc12305+42461cad+ATNSbBWVz0zrOzdJsNFh+RvvwLhAyAvtYbvEwQ9Zg3qP"
    private static let proof = """
        c2sp.org/tlog-proof@v1
        index 1
        2oI5T2jtXytjGmkqEoEsWChnF0EGA1rIwOZuezr0YME=
        neWz2FFVHcL5Umd9HCrp3myb2Q0mPeZgPiwPeooAOsY=

        cairn/log/6292dabc70356df7631745216bc12305
        3
        7ffQGmliS+MpPx82IQCOFW8Xa8sGLwzmEj59rcE3BUU=

        \u{2014} cairn/log/6292dabc70356df7631745216bc12305 \
        QkYcrQTciG/vDjyU9lloIAP28GPNk2R4Gwr5jnyheK0fM7pq0LZ6P5oLzbwiHELXq7QovnOk2mPbHkAs/P/7wS5ngwo=

        """
    private static let leaves = [
        "da82394f68ed5f2b631a692a12812c582867174106035ac8c0e66e7b3af460c1",
        "0040990e86f0a7e0213c6de7bd8483e79d2877e39311b2a0e905214a5190aa9f",
        "9de5b3d851551dc2f952677d1c2ae9de6c9bd90d263de6603e2c0f7a8a003ac6",
    ]
    private static let oldRoot = "7aac5b5701937160a441e259ccb9e450d2182fd74b906fd1e1d0da62c70777eb"
    private static let root = "edf7d01a69624be3293f1f3621008e156f176bcb062f0ce6123e7dadc1370545"

    @Test func theExamplesProofHolds() throws {
        let proof = try RecordProof(decoding: Array(Self.proof.utf8))
        let leaf = try #require(Digest(Self.leaves[1]))
        try proof.verify(leaf: leaf, keys: [VerifierKey(Self.verifierKey)])
        #expect(proof.index == 1 && proof.extra == nil)
        #expect(proof.path.map(\.description) == [Self.leaves[0], Self.leaves[2]])
        #expect(proof.checkpoint.checkpoint.extent == LogExtent(size: 3, root: Digest(Self.root)))
        #expect(proof.bytes == Array(Self.proof.utf8))
        let consistency = ConsistencyProof(oldSize: 2, size: 3, path: [try #require(Digest(Self.leaves[2]))])
        #expect(consistency.verifies(oldRoot: try #require(Digest(Self.oldRoot)), root: try #require(Digest(Self.root))))
    }

    /// A signature is not compared: another one over the same text is as good.
    @Test func theSameLogGivesTheSameProof() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory, batches: [1, 1, 1])
            #expect(log.leaves.map(\.description) == Self.leaves)
            #expect(log.keys.map(\.description) == [Self.verifierKey])
            var tree = try log.tree()
            let proof = RecordProof(try tree.inclusionProof(of: SequenceNumber(1), in: 3), checkpoint: try log.signer.sign(&tree))
            let example = try RecordProof(decoding: Array(Self.proof.utf8))
            #expect(proof.index == example.index && proof.path == example.path)
            #expect(proof.checkpoint.note.text == example.checkpoint.note.text)
            #expect(proof.checkpoint.note.signatures.map(\.keyID) == example.checkpoint.note.signatures.map(\.keyID))
        }
    }
}
