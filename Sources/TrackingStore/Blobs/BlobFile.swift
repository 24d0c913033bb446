package import ContentHashing

/// A blob that is open for reading, from any thread.
package final class BlobFile: Sendable {
    package let digest: Digest
    package let byteCount: UInt64
    /// Where it lies, for whoever streams files by path.
    package let path: String

    init(digest: Digest, byteCount: UInt64, path: String) {
        self.digest = digest
        self.byteCount = byteCount
        self.path = path
    }

    /// Reads the bytes of `range`, which is cut to the blob's length.
    package func read(_ range: Range<UInt64>) throws(StoreError) -> [UInt8] { fatalError("not written yet") }
}
