import LogCheckpoints
import SegmentLog
import TrackingEvents

/// Makes a store. Cut off anywhere it leaves no half store: the identity comes last, and what came before it is used or replaced by the next
/// attempt. Several processes may try at once; one makes the store, the others find it.
struct StoreCreation {
    var layout: StoreLayout
    var files: StoreFiles
    var clock: any WallClock

    /// The sequence: directories (each with fsync of its parent) – lock – key (synced, renamed) – identity (synced, renamed, directory synced).
    func run() throws(StoreError) -> StoreIdentity {
        try checkIsFree()
        try StoreError.translating("making a store") { () throws(LogError) in try makeDirectories() }
        let lock = try StoreError.translating("making a store") { () throws(LogError) in
            try files.waitForLock(layout.openingLock, secondsMax: 30)
        }
        guard let lock else { throw StoreOpening.isBusy(layout) }
        defer { lock.release() }
        if let identity = try StoreOpening.identity(layout, files) { return identity }
        let identity = StoreIdentity(publicKey: try makeKey().publicKey, creationTime: clock.nowMilliseconds())
        try StoreError.translating("making a store") { () throws(LogError) in
            try files.replace(
                layout.identity, making: layout.identityInMaking, with: identity.encoded, in: layout.path)
        }
        return identity
    }

    private func checkIsFree() throws(StoreError) {
        let names = try StoreError.translating("making a store") { () throws(LogError) in
            try files.storage.fileNames(in: layout.path)
        }
        guard let stranger = names?.filter({ !StoreLayout.mayBeOfAnUnfinishedStore($0) }).sorted().first,
            !(names ?? []).contains("cairn-store")
        else { return }
        throw StoreError(
            .notAStore, path: layout.path,
            message: "\(layout.path) is not a Cairn store and is not empty (it holds \(stranger)). "
                + "Choose an empty directory, or one that does not exist yet.")
    }

    private func makeDirectories() throws(LogError) {
        try files.createDirectories(layout.path)
        for directory in layout.directories { try files.storage.createDirectory(directory) }
    }

    /// A key that an earlier attempt left behind is as good as a new one. One that cannot be read now is somebody's key: it is never replaced,
    /// unless it was cut off before anything was written with it.
    private func makeKey() throws(StoreError) -> StoreKey {
        do { return try StoreKey.load(from: layout.key) } catch {
            let isWritten = try StoreError.translating("making a store") { () throws(LogError) in
                let names = try (files.storage.fileNames(in: layout.logs) ?? []) + (files.storage.fileNames(in: layout.packs) ?? [])
                return !names.isEmpty
            }
            guard error.code == .notFound || error.code == .damaged, !isWritten else {
                throw StoreError(.damaged, path: layout.key, message: error.message)
            }
        }
        try StoreError.translating("making a store") { () throws(LogError) in try files.storage.removeFile(layout.key) }
        do { return try StoreKey.create(at: layout.key) } catch {
            throw StoreError(.inputOutput, path: layout.key, message: "The store's key could not be made: \(error)")
        }
    }
}
