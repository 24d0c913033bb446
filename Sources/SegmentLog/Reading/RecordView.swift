public import ContentHashing

/// A record where it lies in its block, valid during the visit only: nothing was copied.
public struct RecordView: ~Escapable {
    /// The record's place in its log.
    public let sequence: SequenceNumber
    /// Whether only the body's hash is left.
    public let isErased: Bool
    /// Opaque to the log.
    public let head: Span<UInt8>
    /// Opaque to the log; of an erased record, the 32 bytes of its hash.
    let content: Span<UInt8>

    @_lifetime(copy head, copy content)
    init(sequence: SequenceNumber, isErased: Bool, head: Span<UInt8>, content: Span<UInt8>) {
        self.sequence = sequence
        self.isErased = isErased
        self.head = head
        self.content = content
    }

    /// Opaque to the log; empty when it was erased.
    public var body: Span<UInt8> {
        @_lifetime(copy self)
        get { isErased ? content.extracting(first: 0) : content }
    }

    /// SHA-256 of the body: kept for an erased record, computed by this call for any other.
    public var bodyHash: Digest { isErased ? Digest(content) : SHA256.digest(content) }

    /// A copy that outlives the visit.
    public func stored(in log: LogID) -> StoredRecord {
        StoredRecord(
            position: Position(log: log, sequence: sequence),
            head: head.copied, content: isErased ? .erased(bodyHash: bodyHash) : .full(body: content.copied))
    }

    /// The record's leaf in the log's Merkle tree.
    var leaf: Digest { MerkleHash.recordLeaf(head: head, bodyHash: bodyHash) }
}
