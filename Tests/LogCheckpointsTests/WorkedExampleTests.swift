import ContentHashing
import SegmentLog
import Testing

@testable import LogCheckpoints

struct WorkedExampleTests {
    @Test func show() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory, batches: [1, 1, 1])
            var tree = try log.tree()
            let signed = try log.signer.sign(&tree)
            let proof = RecordProof(try tree.inclusionProof(of: SequenceNumber(1), in: 3), checkpoint: signed)
            print("EXAMPLE KEY \(log.keys[0])")
            print("EXAMPLE LEAVES \(log.leaves)")
            print(String(decoding: proof.bytes, as: UTF8.self))
            let c = try tree.consistencyProof(from: 2, to: 3)
            print("EXAMPLE C \(c) \(log.root(2)) \(log.root(3))")
            print("SEED \(log.key.publicKey)")
        }
    }
}
