import Glibc
import TrackingEvents
import TrackingStore

/// Where a store's views lie: in the store, or, where that cannot be written, in the user's cache.
enum ViewsLocation {
    /// - Throws: ``CoreError`` when no place can be written.
    static func directory(forStoreAt path: String, id: StoreID, access storeAccess: StoreAccess) throws -> String {
        let inside = path + "/views"
        if storeAccess == .readWrite || isWritable(inside) || (!exists(inside) && isWritable(path)) { return inside }
        let cache = cacheRoot() + "/" + "\(id)"
        guard makeDirectories(cache), isWritable(cache) else {
            throw CoreError(
                path: cache,
                message: "The store at \(path) is read-only, and so is the cache directory \(cache). "
                    + "Set XDG_CACHE_HOME to a directory that can be written.")
        }
        return cache
    }

    /// XDG Base Directory Specification: `$XDG_CACHE_HOME`, else `~/.cache`; a directory for temporary files where there is neither.
    private static func cacheRoot() -> String {
        if let cache = environment("XDG_CACHE_HOME"), cache.hasPrefix("/") { return cache + "/cairn" }
        if let home = environment("HOME"), isWritable(home) { return home + "/.cache/cairn" }
        return (environment("TMPDIR") ?? "/tmp") + "/cairn-\(getuid())"
    }

    private static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

    private static func makeDirectories(_ path: String) -> Bool {
        var made = ""
        for component in path.split(separator: "/") {
            made += "/" + component
            // A cache tells what a person works on: for its owner alone (0700).
            if mkdir(made, 0o700) != 0, errno != EEXIST, !exists(made) { return false }
        }
        return true
    }
}
