/// The hashes of an RFC 6962 Merkle tree (section 2.1). Leaves and nodes begin with different bytes, so that neither passes for the other.
public enum MerkleHash {
    /// The root of a tree without leaves: SHA-256 of no bytes.
    public static let emptyRoot = SHA256.digest([])

    /// SHA-256(0x00 ‖ data)
    public static func leaf(_ data: Span<UInt8>) -> Digest {
        var hash = leafBeginning
        hash.update(data)
        return hash.finalize()
    }

    /// SHA-256(0x00 ‖ data)
    public static func leaf(_ data: [UInt8]) -> Digest { leaf(data.span) }

    /// SHA-256(0x01 ‖ left ‖ right)
    public static func node(_ left: Digest, _ right: Digest) -> Digest {
        var hash = nodeBeginning
        hash.update(left)
        hash.update(right)
        return hash.finalize()
    }

    /// The leaf of a log's record, SHA-256(0x00 ‖ head ‖ SHA-256(body)): it stays the same when the body is erased and only its hash is left.
    public static func recordLeaf(head: Span<UInt8>, bodyHash: Digest) -> Digest {
        var hash = leafBeginning
        hash.update(head)
        hash.update(bodyHash)
        return hash.finalize()
    }

    private static let leafBeginning = beginning(0x00)
    private static let nodeBeginning = beginning(0x01)

    private static func beginning(_ byte: UInt8) -> SHA256 {
        var hash = SHA256()
        hash.update(byte)
        return hash
    }
}
