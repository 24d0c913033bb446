package import TrackingEvents

/// The present state of a store, derived from its events and disposable: experiments, runs, models, artifacts, as rows and documents.
///
/// Sections 3 (guarantees 4 to 6) and 8 of the design. All calls are synchronous and may be made from any thread.
package final class TrackingViews: Sendable {
    package let path: String
    package let storeID: StoreID

    private init(path: String, storeID: StoreID) {
        self.path = path
        self.storeID = storeID
    }

    /// Opens the views in `directory`, which is made when it is missing. A file of another fold version or store, or one that a power cut may
    /// have damaged, is dropped: the next fold builds it again.
    package static func open(at directory: String, storeID: StoreID) throws(ViewsError) -> TrackingViews {
        TrackingViews(path: directory, storeID: storeID)
    }

    /// Whether the file was made new when it was opened, so that the next fold has to read all there is.
    package var needsRebuild: Bool { true }

    package func close() {}
}
