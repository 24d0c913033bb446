import ContentHashing
import LogCheckpoints
import SegmentLog

/// Finds out what is at a path.
enum StoreOpening {
    /// What the identity file says; nil when there is none.
    static func identity(_ layout: StoreLayout, _ files: StoreFiles) throws(StoreError) -> StoreIdentity? {
        let bytes = try StoreError.translating("opening the store") { () throws(LogError) in
            try files.read(layout.identity)
        }
        guard let bytes else { return nil }
        return try StoreIdentity(decoding: bytes, path: layout.identity)
    }

    /// The store's key, which must be the one that its identity names.
    static func key(_ layout: StoreLayout, of identity: StoreIdentity) throws(StoreError) -> StoreKey {
        let key: StoreKey
        do { key = try StoreKey.load(from: layout.key) } catch {
            if error.code == .inputOutput { throw unreadable(layout, error) }
            throw StoreError(
                .damaged, path: layout.key,
                message: "The store's key cannot be used. \(error)")
        }
        if key.publicKey == identity.publicKey.bytes { return key }
        throw StoreError(
            .damaged, path: layout.key,
            message: "The key at \(layout.key) is not the key of the store \(identity.store). Restore this file from a backup.")
    }

    private static func unreadable(_ layout: StoreLayout, _ error: StoreKeyError) -> StoreError {
        StoreError(
            .inputOutput, path: layout.key, errno: error.errno,
            message: "The store's key cannot be read. \(error) Run this as the user who owns the store at \(layout.path), "
                + "or give this user the right to read and write there.")
    }

    static func notAStore(_ layout: StoreLayout) -> StoreError {
        StoreError(
            .notAStore, path: layout.path,
            message: "There is no Cairn store at \(layout.path). `cairn serve --store \(layout.path)` makes one; "
                + "or name another with --store or $CAIRN_STORE.")
    }

    static func isBusy(_ layout: StoreLayout) -> StoreError {
        StoreError(
            .inputOutput, path: layout.openingLock,
            message: "Another process has been opening the store at \(layout.path) for more than 30 seconds. "
                + "See whether it hangs and end it, then try again.")
    }
}
