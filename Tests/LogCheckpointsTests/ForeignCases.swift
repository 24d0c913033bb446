import ContentHashing
import Foundation
import SegmentLog
import Testing

@testable import LogCheckpoints

/// What we say about a log, and the same with something changed, with our own judgement of each.
struct ForeignCases {
    private(set) var all: [ForeignVerifier.Case] = []
    private let log: SampleLog
    private let roots: [Digest]
    private let key: VerifierKey

    init(_ log: SampleLog) {
        self.log = log
        key = log.signer.verifierKey(for: log.writer.logID)
        var tree = MerkleFrontier()
        roots =
            [tree.root]
            + log.leaves.map { leaf in
                tree.append(leaf)
                return tree.root
            }
    }

    private func data(_ digest: Digest) -> Data { Data(digest.bytes) }

    /// The note; and with another key, size, root, origin, signature.
    mutating func add(checkpoint: SignedCheckpoint) throws {
        let head = checkpoint.checkpoint
        let text = String(decoding: checkpoint.bytes, as: UTF8.self)
        let other = try #require(VerifierKey(name: key.name, publicKey: [UInt8](repeating: 9, count: 32)))
        let changes: [(String, VerifierKey)] = [
            (text, key), (text, other), (text.replacing("\n\(head.size)\n", with: "\n\(head.size + 1)\n"), key),
            (text.replacing(Base64.text(of: head.root.bytes), with: Base64.text(of: log.leaves[0].bytes.reversed())), key),
            (text.replacing("cairn/log/", with: "cairn/lag/"), key), (text.replacing(" cairn/log/", with: " cairn/lag/"), key),
            (text.replacing("\n\n", with: "\nmore\n\n"), key), (String(text.dropLast()), key), (head.text, key),
        ]
        for (text, key) in changes {
            let isValid = (try? SignedCheckpoint(decoding: Array(text.utf8)).verify([key])) != nil
            #expect(isValid == (text.utf8.elementsEqual(checkpoint.bytes) && key == self.key))
            all.append(
                .init(
                    kind: "checkpoint", isValid: isValid, key: key.description, text: text, origin: head.origin, size: head.size,
                    root: data(head.root)))
        }
    }

    /// The proof; and for another leaf, another size, and with a path that is shorter, longer or has a flipped bit.
    mutating func add(_ proof: InclusionProof) {
        let leaf = log.leaves[Int(proof.index)]
        let root = roots[Int(proof.size)]
        add(proof, leaf: leaf, root: root)
        add(proof, leaf: roots[0], root: root)
        if proof.size < roots.count - 1 {
            add(InclusionProof(index: proof.index, size: proof.size + 1, path: proof.path), leaf: leaf, root: roots[Int(proof.size) + 1])
        }
        for path in changed(proof.path) { add(InclusionProof(index: proof.index, size: proof.size, path: path), leaf: leaf, root: root) }
    }

    private mutating func add(_ proof: InclusionProof, leaf: Digest, root: Digest) {
        all.append(
            .init(
                kind: "inclusion", isValid: proof.verifies(leaf: leaf, root: root), size: proof.size, index: proof.index, leaf: data(leaf),
                root: data(root), path: proof.path.map(data)))
    }

    /// The proof; and between other roots, and with a changed path.
    mutating func add(_ proof: ConsistencyProof) {
        let (oldRoot, root) = (roots[Int(proof.oldSize)], roots[Int(proof.size)])
        add(proof, oldRoot: oldRoot, root: root)
        add(proof, oldRoot: log.leaves[0], root: roots[0])
        add(proof, oldRoot: roots[Int(proof.oldSize) - 1], root: root)
        for path in changed(proof.path) {
            add(ConsistencyProof(oldSize: proof.oldSize, size: proof.size, path: path), oldRoot: oldRoot, root: root)
        }
    }

    private mutating func add(_ proof: ConsistencyProof, oldRoot: Digest, root: Digest) {
        all.append(
            .init(
                kind: "consistency", isValid: proof.verifies(oldRoot: oldRoot, root: root), size: proof.size, oldSize: proof.oldSize,
                root: data(root), oldRoot: data(oldRoot), path: proof.path.map(data)))
    }

    /// The proof; and of another record, another place, and without a hash of its path.
    mutating func add(_ proof: RecordProof, of record: LogRecord) throws {
        var (elsewhere, shorter) = (proof, proof)
        elsewhere.index ^= 1
        shorter.path.removeLast()
        let entry = record.head + SHA256.digest(record.body).bytes
        for (proof, entry) in [(proof, entry), (proof, entry + [0]), (elsewhere, entry), (shorter, entry)] {
            let isValid = (try? proof.verify(leaf: MerkleHash.leaf(entry), keys: [key])) != nil
            let text = String(decoding: proof.bytes, as: UTF8.self)
            all.append(.init(kind: "proof", isValid: isValid, key: key.description, text: text, entry: Data(entry)))
        }
    }

    private func changed(_ path: [Digest]) -> [[Digest]] {
        var changed = [path + [roots[0]]]
        guard let last = path.last else { return changed }
        changed.append(Array(path.dropLast()))
        var bytes = last.bytes
        bytes[31] ^= 1
        changed.append(path.dropLast() + [Digest(bytes: bytes)])
        return changed
    }
}
