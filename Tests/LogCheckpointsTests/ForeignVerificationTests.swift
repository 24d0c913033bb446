import ContentHashing
import Foundation
import SegmentLog
import Testing

@testable import LogCheckpoints

/// Our checkpoints and proofs by the judgement of an implementation that we did not write, and its own by ours.
@Suite(.enabled(if: ForeignVerifier.isInstalled, "needs Debian's golang-go and golang-golang-x-mod-dev; see Tools/prepare"))
struct ForeignVerificationTests {
    @Test func sumdbAcceptsWhatWeMakeAndRefusesWhatWeRefuse() throws {
        try withDirectory { directory in
            let verifier = try ForeignVerifier(compiledIn: directory)
            let log = try SampleLog(in: directory, batches: [Int](repeating: 1, count: 40))
            try log.writer.close()
            var tree = try log.tree()
            var cases = ForeignCases(log)
            for size in 1...UInt64(40) {
                try cases.add(checkpoint: try log.signer.sign(&tree, at: size))
                for index in 0..<size { cases.add(try tree.inclusionProof(of: SequenceNumber(index), in: size)) }
                for old in 1...size { cases.add(try tree.consistencyProof(from: old, to: size)) }
            }
            for index in 0..<40 {
                let inclusion = try tree.inclusionProof(of: SequenceNumber(UInt64(index)), in: 40)
                try cases.add(RecordProof(inclusion, checkpoint: try log.signer.sign(&tree)), of: SampleLog.record(index))
            }
            try judge(cases, verifier)
        }
    }

    /// Out of footers and headers, over several segments and the unsealed one.
    @Test func sumdbAcceptsProofsOverSeveralSegments() throws {
        try withDirectory { directory in
            let verifier = try ForeignVerifier(compiledIn: directory)
            let log = try SampleLog(in: directory, batches: [Int](repeating: 333, count: 12), segmentByteCount: 6_000)
            var tree = try log.tree()
            #expect(try tree.segmentHeads().count > 4)
            var cases = ForeignCases(log)
            let sizes = try tree.segmentHeads().map(\.extent.size)
            for size in sizes {
                try cases.add(checkpoint: try log.signer.sign(&tree, at: size))
                for index in stride(from: 0, to: size, by: 97) { cases.add(try tree.inclusionProof(of: SequenceNumber(index), in: size)) }
                for old in sizes + [1, 255, 256, 257, 3000] where old <= size { cases.add(try tree.consistencyProof(from: old, to: size)) }
            }
            try judge(cases, verifier)
            try log.writer.close()
        }
    }

    private func judge(_ cases: ForeignCases, _ verifier: ForeignVerifier) throws {
        let tally = try verifier.verify(cases.all)
        #expect(tally.differences == [])
        #expect(tally.accepted == cases.all.count(where: \.isValid) && tally.accepted > 0)
        #expect(tally.refused == cases.all.count - tally.accepted && tally.refused > 0)
        print("foreign verification: Go's sumdb accepted \(tally.accepted) of ours and refused \(tally.refused) that were changed")
    }

    @Test func weAcceptWhatSumdbMakes() throws {
        try withDirectory { directory in
            let log = try ForeignVerifier(compiledIn: directory).makeLog()
            let key = try VerifierKey(log.key)
            let leaves = log.entries.map { MerkleHash.leaf([UInt8]($0)) }
            #expect(leaves.count == 40)
            let roots = (0...leaves.count).map { MerkleFrontier.root(of: leaves.prefix($0)) }
            var accepted = 0
            for (number, text) in log.checkpoints.enumerated() {
                let signed = try SignedCheckpoint(decoding: Array(text.utf8))
                #expect(try signed.verify([key]) == [key])
                #expect(signed.bytes == Array(text.utf8))
                #expect(signed.checkpoint.extent == LogExtent(size: UInt64(number + 1), root: roots[number + 1]))
                #expect(signed.checkpoint.root.bytes == [UInt8](log.roots[number]))
                #expect(signed.note.signatures.count == 2)
                accepted += 1
            }
            func subtreeRoot(_ subtree: MerkleSubtree) -> Digest {
                MerkleFrontier.root(of: leaves[Int(subtree.firstLeaf)...Int(subtree.lastLeaf)])
            }
            for foreign in log.proofs {
                let proof = try RecordProof(decoding: Array(foreign.text.utf8))
                try proof.verify(leaf: leaves[Int(foreign.index)], keys: [key])
                #expect(proof.bytes == Array(foreign.text.utf8))
                #expect(proof.path == MerkleTree.inclusionProof(of: foreign.index, in: foreign.size, subtreeRoot).path)
                accepted += 1
            }
            for step in log.steps {
                let path = (step.path ?? []).map { Digest(bytes: [UInt8]($0)) }
                let proof = ConsistencyProof(oldSize: step.oldSize, size: step.size, path: path)
                #expect(proof.verifies(oldRoot: roots[Int(step.oldSize)], root: roots[Int(step.size)]))
                #expect(proof == MerkleTree.consistencyProof(from: step.oldSize, to: step.size, subtreeRoot))
                accepted += 1
            }
            #expect(accepted == 40 + 820 + 820)
            print("foreign verification: we accepted \(accepted) of Go's sumdb, byte for byte")
        }
    }
}
