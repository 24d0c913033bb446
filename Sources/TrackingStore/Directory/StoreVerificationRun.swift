import ContentHashing
import LogCheckpoints
import LogPositions
import SegmentLog
import TrackingEvents

/// A verification on its way: logs first, then the blobs that are here, then those that events name and that are not.
struct StoreVerificationRun {
    let store: StoreDirectory
    let progress: (StoreVerification.Progress) -> Void
    var outcome = StoreVerification()
    private(set) var byteCountBefore: UInt64 = 0
    private var blobsChecked: [Digest: BlobReference] = [:]

    init(store: StoreDirectory, progress: @escaping (StoreVerification.Progress) -> Void) {
        self.store = store
        self.progress = progress
    }

    /// The logs that lie in packs, and the first pack of each; their directories, where an interrupted maintenance left them, are looked at and not counted again.
    var packed: [LogID: (log: PackedLog, path: String)] = [:]

    var layout: StoreLayout { store.context.layout }

    mutating func checkLogs() throws(StoreError) {
        let names = try StoreError.translating("verifying") { () throws(LogError) in
            try store.context.storage.fileNames(in: layout.logs) ?? []
        }
        for log in names.compactMap({ LogID($0) }).sorted() { try checkLog(log) }
    }

    private mutating func checkLog(_ log: LogID) throws(StoreError) {
        let directory = layout.log(log)
        let before = byteCountBefore
        let report: LogVerificationReport
        do {
            report = try LogVerification.verify(directory: directory, storage: store.context.storage) { done, total in
                progress(.init(checkedByteCount: before + done, totalByteCount: before + total, path: directory))
            }
        } catch {
            if error.code == .notALog { return }
            return find(error.path, error.byteOffset, error.message)
        }
        if packed[log] == nil {
            outcome.logCount += 1
            outcome.recordCount += report.recordCount
        }
        outcome.notes += report.notes.map { "\(directory): \($0)" }
        for damage in report.damage { find(damage.file, damage.byteOffset, "\(damage.kind): \(damage.message)") }
        if let found = report.logID, found != log {
            find(directory, nil, "The directory is named \(log) and holds the log \(found). Give it that name.")
        }
        if let twin = packed[log]?.log, report.isIntact, report.recordCount != twin.recordCount || report.root != twin.root {
            find(directory, nil, "The log lies in a pack as well, with other records. Keep both, and restore one from a copy.")
        }
        checkOrigin(of: log, in: directory, on: store.context.storage, at: (directory + "/0000000000000000.seg", 0))
        count(report.storedByteCount)
    }

    /// That the log belongs to the key that its first header names. What is wrong with its bytes was found before.
    mutating func checkOrigin(of log: LogID, in directory: String, on storage: any LogStorage, at place: (path: String, offset: UInt64)) {
        guard let reader = try? LogReader(directory: directory, storage: storage) else { return }
        do { try LogIdentityProof.check(reader.firstHeader) } catch { find(place.path, place.offset, "\(error)") }
    }

    mutating func checkBlobs() throws(StoreError) {
        for digest in try store.blobs.digests() { try checkBlob(digest) }
        try checkNamedBlobs()
    }

    private mutating func checkBlob(_ digest: Digest) throws(StoreError) {
        let path = layout.blob(digest)
        let before = byteCountBefore
        var done: UInt64 = 0
        let report = progress
        guard
            let contents = try store.blobs.contents(
                of: digest,
                progress: { count in
                    done += count
                    report(.init(checkedByteCount: before + done, totalByteCount: before + done, path: path))
                })
        else { return }
        outcome.blobCount += 1
        count(contents.byteCount)
        blobsChecked[digest] = contents
        guard contents.digest != digest else { return }
        find(path, 0, "The bytes are not those of this blob: their SHA-256 is \(contents.digest). Restore the file from a copy.")
    }

    /// An own event was written after its blob was durable: a blob that is missing was lost.
    private mutating func checkNamedBlobs() throws(StoreError) {
        var missing: [Digest: Position] = [:]
        var wrong: [(BlobReference, Position)] = []
        let checked = blobsChecked
        do {
            for (log, end) in try store.extents().sorted(by: { $0.key < $1.key }) {
                guard try isOwn(log) else { continue }
                try store.visit(log, .zero..<SequenceNumber(end)) { events in
                    for event in events {
                        guard case .artifactWritten(let written)? = event.body.payload else { continue }
                        guard let contents = checked[written.blob.digest] else {
                            if missing[written.blob.digest] == nil { missing[written.blob.digest] = event.position }
                            continue
                        }
                        if contents.digest == written.blob.digest, contents != written.blob {
                            wrong.append((written.blob, event.position))
                        }
                    }
                    return .continue
                }
            }
        } catch {
            find(layout.logs, nil, "The events could not all be read, so the blobs that they name were not all looked for: \(error)")
        }
        for (digest, position) in missing.sorted(by: { $0.key < $1.key }) {
            // It may have arrived since the blobs were listed.
            if try store.blobs.open(digest) != nil { continue }
            find(layout.blob(digest), nil, "The blob is missing; the event at \(position) names it. Restore the file from a copy.")
        }
        for (blob, position) in wrong {
            find(layout.blob(blob.digest), nil, "The event at \(position) names this blob with another length or piece tree.")
        }
    }

    private func isOwn(_ log: LogID) throws -> Bool {
        guard case .logOpened(let opened)? = try store.event(at: Position(log: log, sequence: .zero))?.body.payload
        else { return false }
        return opened.store == store.id
    }

    mutating func find(_ path: String, _ byteOffset: UInt64?, _ message: String) {
        outcome.findings.append(.init(path: path, byteOffset: byteOffset, message: message))
    }

    mutating func count(_ byteCount: UInt64) {
        byteCountBefore += byteCount
        outcome.byteCount += byteCount
    }
}
