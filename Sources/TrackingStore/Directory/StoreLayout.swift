import ContentHashing
import LogPositions
import SegmentLog

/// Where things lie in a store's directory.
///
/// - `cairn-store`: the identity. The directory is a store if and only if this file is there; it is made last.
/// - `key`: the private key, readable by its owner only.
/// - `logs/<LogID>/`: one directory for each log.
/// - `live/<LogID>`: one file for each log that is being written, locked by its writer. Without one, a log has come to its end.
/// - `packs/<PackID>.pack`: small closed logs, moved here from `logs/`. `heads`: the list of closed logs (specification: HeadsFile).
/// - `blobs/ab/abcdef…`: the bytes of artifacts; `blobs/incoming/`: those that are still arriving.
/// - `checkpoints/`: reserved. `views/`: belongs to the views.
/// - `locks/`: `server` for the one server, `registry` for a turn on the registry, `opening` while an opening tidies up, `maintenance` while logs are packed; and `registry-turn`,
///   the mark of whoever had the last turn (`RegistryMark`).
struct StoreLayout: Sendable {
    var path: String

    var identity: String { path + "/cairn-store" }
    var identityInMaking: String { identity + ".new" }
    var key: String { path + "/key" }
    var logs: String { path + "/logs" }
    var live: String { path + "/live" }
    var packs: String { path + "/packs" }
    var heads: String { path + "/heads" }
    var headsInMaking: String { heads + ".new" }
    var blobs: String { path + "/blobs" }
    var incoming: String { blobs + "/incoming" }
    var locks: String { path + "/locks" }
    var serverLock: String { locks + "/server" }
    var registryLock: String { locks + "/registry" }
    var registryMark: String { locks + "/registry-turn" }
    var openingLock: String { locks + "/opening" }
    var maintenanceLock: String { locks + "/maintenance" }

    /// What a store's directory holds besides files, parents first.
    var directories: [String] { [logs, live, packs, blobs, incoming, locks] }

    func log(_ id: LogID) -> String { logs + "/\(id)" }
    func liveFile(_ id: LogID) -> String { live + "/\(id)" }
    func pack(_ id: PackID) -> String { packs + "/" + id.fileName }
    func blobDirectory(_ digest: Digest) -> String { blobs + "/" + digest.description.prefix(2) }
    func blob(_ digest: Digest) -> String { blobDirectory(digest) + "/\(digest)" }

    /// Whether the making of a store may have left this behind when it was cut off: a directory that holds nothing else can become a store.
    static func mayBeOfAnUnfinishedStore(_ name: String) -> Bool {
        let whole: Set = ["cairn-store.new", "key", "logs", "live", "packs", "blobs", "locks", "lost+found"]
        return whole.contains(name) || name.hasPrefix("key.") && name.hasSuffix(".new")
    }
}
