package import ContentHashing

/// The bytes of an artifact, by content.
package struct BlobReference: Hashable, Sendable {
    /// SHA-256 of the bytes.
    package var digest: Digest
    package var byteCount: UInt64
    /// The root of an RFC 6962 tree over pieces of 1 MiB, the last one shorter; of the empty tree for no bytes.
    package var pieceRoot: Digest

    package static let pieceByteCount = 1 << 20

    package init(digest: Digest, byteCount: UInt64, pieceRoot: Digest) {
        self.digest = digest
        self.byteCount = byteCount
        self.pieceRoot = pieceRoot
    }
}
