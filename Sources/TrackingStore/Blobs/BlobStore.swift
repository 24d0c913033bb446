package import ContentHashing

/// The bytes of artifacts, each file named by its SHA-256.
package final class BlobStore: Sendable {
    init() {}

    /// Starts an upload.
    package func beginUpload() throws(StoreError) -> BlobUpload { fatalError("not written yet") }

    /// The blob of this digest; nil when it is not here.
    package func open(_ digest: Digest) throws(StoreError) -> BlobFile? { fatalError("not written yet") }
}
