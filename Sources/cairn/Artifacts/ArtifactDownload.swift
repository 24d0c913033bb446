import CairnCore
import ContentHashing
import Foundation
import TrackingEvents
import TrackingStore

/// One file on its way out of the store: written under a temporary name, checked, renamed.
struct ArtifactDownload {
    private static let pieceByteCount: UInt64 = 1 << 20

    var file: ArtifactFile
    var directory: String

    /// - Throws: ``CommandFailure`` when the bytes are missing, or are not those that the event names, or when the path leads out of the directory.
    func run(from blobs: BlobStore, progress: (UInt64) -> Void) throws {
        guard let blob = try blobs.open(file.blob.digest) else {
            throw CommandFailure(.negative, "The bytes of \(file.relativePath) (SHA-256 \(file.blob.digest)) are not in this store.")
        }
        let target = try destination()
        let partial = target.appendingPathExtension("cairn-partial")
        do {
            try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try copy(blob, to: partial, progress)
            _ = try? FileManager.default.removeItem(at: target)
            try FileManager.default.moveItem(at: partial, to: target)
        } catch {
            try? FileManager.default.removeItem(at: partial)
            if error is CommandFailure || error is StoreError { throw error }
            throw CommandFailure(.environment, "Cannot write \(target.path): \(error.localizedDescription)")
        }
    }

    /// Artifact paths were checked when they were written; they are checked again here, because logs may come from elsewhere.
    private func destination() throws -> URL {
        let parts = file.relativePath.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." || $0.contains("\0") }) else {
            throw CommandFailure(.negative, "The artifact path '\(file.relativePath)' leads out of the directory; it was not written.")
        }
        return URL(fileURLWithPath: directory, isDirectory: true).appendingPathComponent(file.relativePath)
    }

    private func copy(_ blob: BlobFile, to url: URL, _ progress: (UInt64) -> Void) throws {
        try Data().write(to: url)
        let output = try FileHandle(forWritingTo: url)
        defer { try? output.close() }
        var hash = SHA256()
        var offset: UInt64 = 0
        while offset < blob.byteCount {
            let bytes = try blob.read(offset..<min(offset + Self.pieceByteCount, blob.byteCount))
            hash.update(bytes)
            try output.write(contentsOf: Data(bytes))
            offset += UInt64(bytes.count)
            progress(UInt64(bytes.count))
        }
        guard hash.finalize() == file.blob.digest else {
            throw CommandFailure(.negative, "\(blob.path) is damaged: its bytes are not those of \(file.relativePath). See `cairn verify`.")
        }
    }
}
