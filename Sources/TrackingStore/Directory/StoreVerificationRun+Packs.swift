import LogPositions
import SegmentLog

// The packs, and the list of closed logs beside them.
extension StoreVerificationRun {
    mutating func checkPacks() throws(StoreError) {
        let names = try StoreError.translating("verifying") { () throws(LogError) in
            try store.context.storage.fileNames(in: layout.packs) ?? []
        }
        for id in names.compactMap({ PackID(fileName: $0) }).sorted() { try checkPack(id) }
    }

    private mutating func checkPack(_ id: PackID) throws(StoreError) {
        let path = layout.pack(id)
        let before = byteCountBefore
        let report: PackVerification.Report?
        let pack: Pack?
        do {
            pack = try Pack.open(path, storage: store.context.storage)
            report = try PackVerification.verify(path, storage: store.context.storage) { done, total in
                progress(.init(checkedByteCount: before + done, totalByteCount: before + total, path: path))
            }
        } catch { return find(error.path, error.byteOffset, error.message) }
        // It was merged meanwhile: its logs are in another one.
        guard let report, let pack else { return }
        outcome.packCount += 1
        for damage in report.damage { find(damage.file, damage.byteOffset, "\(damage.kind): \(damage.message)") }
        if let found = report.id, found != id {
            find(path, nil, "The pack is named \(id) and holds what is named \(found). Give it that name.")
        }
        for (log, logReport) in report.logs { checkPacked(log, logReport, pack) }
        count(report.byteCount)
    }

    private mutating func checkPacked(_ log: PackedLog, _ report: LogVerificationReport, _ pack: Pack) {
        if let (twin, path) = packed[log.logID] {
            if twin.isSaid(toBe: log) { return }
            let message = "The log \(log.logID) lies in another pack as well, and not as here: \(path)."
            return find(pack.path, log.files.first?.offset, "\(message) Keep both, and restore one from a copy.")
        }
        packed[log.logID] = (log, pack.path)
        outcome.logCount += 1
        outcome.recordCount += report.recordCount
        checkOrigin(
            of: log.logID, in: pack.directory(of: log.logID), on: PackedLogStorage(pack), at: (pack.path, log.files.first?.offset ?? 0))
    }

    /// What the list says of a log must be what the log is. That it lacks some is no damage: it is brought up by whoever needs it.
    mutating func checkHeads() throws(StoreError) {
        let advice = "Nothing is lost: `cairn compact` makes the list again"
        let bytes = try StoreError.translating("verifying") { () throws(LogError) in
            try store.context.files.read(layout.heads, byteCountMax: LogHeads.maximumByteCount)
        }
        guard let bytes else { return }
        count(UInt64(bytes.count))
        guard let heads = LogHeads(decoding: bytes, store.context.identity.publicKey) else {
            return find(layout.heads, 0, "The list of closed logs is not what was written there. \(advice) after this file is removed.")
        }
        for head in heads.logs.values.sorted(by: { $0.log < $1.log }) {
            guard let log = packed[head.log]?.log, head.size != log.recordCount || head.root != log.root else { continue }
            let message = "The list says other things of the log \(head.log) than its pack."
            find(layout.heads, nil, "\(message) \(advice) after this file is removed.")
        }
    }
}
