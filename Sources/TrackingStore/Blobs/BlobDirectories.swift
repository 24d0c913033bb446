import ContentHashing
import SegmentLog
import Synchronization
import TrackingEvents

/// The directories that finished blobs go to.
final class BlobDirectories: Sendable {
    let layout: StoreLayout
    let storage: any LogStorage
    /// Those whose own names this process knows to be durable.
    private let known = Mutex<Set<String>>([])

    init(layout: StoreLayout, storage: any LogStorage) {
        self.layout = layout
        self.storage = storage
    }

    /// Makes the directory of a blob, durable even where another process has just made it, and gives its path.
    func ready(for digest: Digest) throws(LogError) -> String {
        let directory = layout.blobDirectory(digest)
        if known.withLock({ $0.contains(directory) }) { return directory }
        try storage.createDirectory(directory)
        try storage.synchronizeDirectory(layout.blobs)
        known.withLock { _ = $0.insert(directory) }
        return directory
    }
}
