public import ContentHashing

/// A record read from a log, owned by the caller.
public struct StoredRecord: Hashable, Sendable {
    /// What is left of the body. Both forms are one content: order, hashes and proofs are the same.
    public enum Content: Hashable, Sendable {
        case full(body: [UInt8])
        case erased(bodyHash: Digest)
    }

    public var position: Position
    public var head: [UInt8]
    public var content: Content

    public init(position: Position, head: [UInt8], content: Content) {
        self.position = position
        self.head = head
        self.content = content
    }

    /// The body; nil when it was erased.
    public var body: [UInt8]? {
        guard case .full(let body) = content else { return nil }
        return body
    }

    /// The record's leaf in the log's Merkle tree, the same for a full and an erased one: what an inclusion proof is checked with.
    public var leaf: Digest {
        let bodyHash =
            switch content {
            case .full(let body): SHA256.digest(body)
            case .erased(let bodyHash): bodyHash
            }
        return MerkleHash.recordLeaf(head: head.span, bodyHash: bodyHash)
    }
}
