package import TrackingEvents

/// One blob on its way in.
package final class BlobUpload: Sendable {
    init() {}

    package func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError) { fatalError("not written yet") }
    package func write(_ bytes: [UInt8]) throws(StoreError) { fatalError("not written yet") }
    /// Synced, renamed, its directory synced.
    package func finish() throws(StoreError) -> BlobReference { fatalError("not written yet") }
    package func abandon() {}
}
