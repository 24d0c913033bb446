import SegmentLog
import Synchronization
package import TrackingEvents

/// One blob on its way in. Either it is finished, or nothing of it stays: abandoned, failed and forgotten uploads are removed, and those of
/// a process that died are cleared away by a later opening.
package final class BlobUpload: Sendable {
    private enum State {
        /// Exits: finished, ended.
        case arriving(BlobHash)
        case finished(BlobReference)
        /// Abandoned, or failed.
        case ended

        var reference: BlobReference? {
            if case .finished(let reference) = self { reference } else { nil }
        }
    }

    private let file: any LogFile
    private let path: String
    private let directories: BlobDirectories
    private let state = Mutex(State.arriving(BlobHash()))

    init(file: any LogFile, path: String, directories: BlobDirectories) {
        self.file = file
        self.path = path
        self.directories = directories
    }

    deinit { abandon() }

    /// Adds bytes. After an error the upload is gone.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError) { try write(Array(bytes)) }

    package func write(_ bytes: [UInt8]) throws(StoreError) {
        try whileArriving { (hash) throws(LogError) in
            try file.write(bytes, at: hash.byteCount)
            hash.update(bytes)
            return .arriving(hash)
        }
    }

    /// Makes the blob durable, and gives what names it. The sequence: directory `ab` made – fdatasync of the file – rename – fsync of
    /// that directory. A second call gives the same.
    package func finish() throws(StoreError) -> BlobReference {
        if let reference = state.withLock({ $0.reference }) { return reference }
        try whileArriving { (hash) throws(LogError) in
            let reference = hash.finalize()
            try keep(reference)
            return .finished(reference)
        }
        guard let reference = state.withLock({ $0.reference }) else { throw hasEnded }
        return reference
    }

    /// Gives the upload up. Does nothing to a finished one.
    package func abandon() {
        state.withLock { state in
            guard case .arriving = state else { return }
            state = .ended
            try? storage.removeFile(path)
        }
    }

    private func keep(_ reference: BlobReference) throws(LogError) {
        let directory = try directories.ready(for: reference.digest)
        let name = directories.layout.blob(reference.digest)
        // Also over a file that is there: it may have rotted, or may never have been synced. These bytes were hashed a moment ago.
        try file.synchronizeData()
        try storage.rename(path, to: name)
        try storage.synchronizeDirectory(directory)
    }

    private var storage: any LogStorage { directories.storage }

    private func whileArriving(_ body: (inout BlobHash) throws(LogError) -> State) throws(StoreError) {
        try state.withLock { (state) throws(StoreError) in
            guard case .arriving(var hash) = state else { throw hasEnded }
            do throws(LogError) { state = try body(&hash) } catch {
                state = .ended
                try? storage.removeFile(path)
                throw StoreError(error, doing: "an upload")
            }
        }
    }

    private var hasEnded: StoreError {
        StoreError(.closed, path: path, message: "This upload has ended. Start it again.")
    }
}
