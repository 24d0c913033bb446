package import ContentHashing
import SegmentLog
package import TrackingEvents

/// The bytes of artifacts, each file named by its SHA-256, once however many artifacts have them.
///
/// A file that has its name is whole and durable: bytes arrive in `blobs/incoming/`, are synced, and only then renamed.
package final class BlobStore: Sendable {
    private static let abandonedAfterMilliseconds: Int64 = 24 * 60 * 60 * 1000

    private let context: StoreContext
    private let access: StoreAccess
    private let directories: BlobDirectories

    init(_ context: StoreContext, access: StoreAccess) {
        self.context = context
        self.access = access
        directories = BlobDirectories(layout: context.layout, storage: context.storage)
    }

    /// Starts an upload. Nothing of it is seen before it is finished.
    package func beginUpload() throws(StoreError) -> BlobUpload {
        guard access == .readWrite else {
            throw StoreError(
                .readOnly, path: context.layout.path,
                message: "The store at \(context.layout.path) was opened for reading only. Open it read-write to upload.")
        }
        let name = IncomingName(startTime: context.clock.nowMilliseconds(), random: context.randomness.bytes(count: 8))
        let path = context.layout.incoming + "/" + name.text
        let file = try StoreError.translating("an upload") { () throws(LogError) in try context.storage.createFile(path) }
        return BlobUpload(file: file, path: path, directories: directories)
    }

    /// The blob of this digest; nil when it is not here.
    package func open(_ digest: Digest) throws(StoreError) -> BlobFile? {
        let path = context.layout.blob(digest)
        return try StoreError.translating("reading a blob") { () throws(LogError) in
            guard let file = try context.storage.openFile(path, for: .reading) else { return nil }
            return BlobFile(digest: digest, byteCount: try file.byteCount(), path: path, file: file)
        }
    }

    /// Reads the whole blob again, and says what it really holds; nil when it is not here.
    ///
    /// - Parameter progress: called with the number of bytes read since its last call.
    package func contents(of digest: Digest, progress: (UInt64) -> Void = { _ in }) throws(StoreError) -> BlobReference? {
        guard let blob = try open(digest) else { return nil }
        var hash = BlobHash()
        var offset: UInt64 = 0
        while offset < blob.byteCount {
            let piece = try blob.read(offset..<offset + UInt64(BlobReference.pieceByteCount))
            guard !piece.isEmpty else { break }
            hash.update(piece)
            offset += UInt64(piece.count)
            progress(UInt64(piece.count))
        }
        return hash.finalize()
    }

    /// Every blob that is here, in ascending order.
    package func digests() throws(StoreError) -> [Digest] {
        try StoreError.translating("listing blobs") { () throws(LogError) in
            var found: [Digest] = []
            for directory in try context.storage.fileNames(in: context.layout.blobs) ?? [] where directory.utf8.count == 2 {
                let names = try context.storage.fileNames(in: context.layout.blobs + "/" + directory) ?? []
                found += names.compactMap { Digest($0) }
            }
            return found.sorted()
        }
    }

    /// Clears away uploads that began more than a day ago.
    func removeAbandonedUploads() throws(StoreError) {
        let limit = context.clock.nowMilliseconds() - Self.abandonedAfterMilliseconds
        try StoreError.translating("clearing abandoned uploads") { () throws(LogError) in
            for text in try context.storage.fileNames(in: context.layout.incoming) ?? [] {
                guard let name = IncomingName(text), name.startTime < limit else { continue }
                try context.storage.removeFile(context.layout.incoming + "/" + text)
            }
        }
    }
}
